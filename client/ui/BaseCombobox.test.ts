import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { inApp } from '../shell/testing/in-app.ts'
import BaseCombobox from './BaseCombobox.vue'

const options = [
  { value: 'ana', label: 'Ana Petrović', detail: 'resolver' },
  { value: 'tom', label: 'Tom Lindqvist' },
  { value: 'bea', label: 'Béatrice Auclair' },
]
async function aCombobox(modelValue: string | null = null) {
  const wrapper = mount(BaseCombobox, {
    props: { options, modelValue, label: 'Resolver' },
    global: await inApp(),
  })
  return { wrapper, input: wrapper.get('input') }
}

test('it shows who is chosen', async () => {
  const { input } = await aCombobox('tom')
  expect(input.element.value).toBe('Tom Lindqvist')
})

test('typing finds without accents, Enter chooses', async () => {
  const { wrapper, input } = await aCombobox()
  await input.setValue('beat')
  expect(wrapper.findAll('[role=option]').map((option) => option.text())).toEqual(['Béatrice Auclair'])
  await input.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('update:modelValue')).toEqual([['bea']])
})

test('the detail is searched too', async () => {
  const { wrapper, input } = await aCombobox()
  await input.setValue('resolver')
  expect(wrapper.findAll('[role=option]')).toHaveLength(1)
})

test('arrows move and wrap around', async () => {
  const { wrapper, input } = await aCombobox()
  await input.trigger('click')
  await input.trigger('keydown', { key: 'ArrowUp' })
  await input.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('update:modelValue')).toEqual([['bea']])
})

test('Esc closes the list and keeps the choice', async () => {
  const { wrapper, input } = await aCombobox('ana')
  await input.setValue('tom')
  await input.trigger('keydown', { key: 'Escape' })
  expect(input.attributes('aria-expanded')).toBe('false')
  expect(input.element.value).toBe('Ana Petrović')
  expect(wrapper.emitted('update:modelValue')).toBeUndefined()
})

test('what is not there is said', async () => {
  const { wrapper, input } = await aCombobox()
  await input.setValue('zzz')
  expect(wrapper.text()).toContain('Nothing found')
})
