import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { steady } from './steady.ts'

describe('a steady record', () => {
  it('is the same object while its fields are', () => {
    const source = ref({ name: 'Ana', at: 1 })
    const name = steady(() => ({ name: source.value.name }))
    const before = name.value
    source.value = { name: 'Ana', at: 2 }
    expect(name.value).toBe(before)
    source.value = { name: 'Ben', at: 2 }
    expect(name.value).toEqual({ name: 'Ben' })
  })
})
