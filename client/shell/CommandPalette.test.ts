import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import CommandPalette from './CommandPalette.vue'
import type { PaletteRow } from './palette-row.ts'
import { inApp } from './testing/in-app.ts'

afterEach(() => (document.body.innerHTML = ''))

const commands: PaletteRow[] = [
  { key: 'agenda', label: 'Agenda', to: '/' },
  { key: 'clients', label: 'Clients', to: '/clients' },
]
const müller: PaletteRow = { key: 'müller', label: 'Müller GmbH', to: '/clients/1' }

async function aPalette(search = async (query: string) => (query === 'mul' ? [müller] : [])) {
  const wrapper = mount(CommandPalette, { props: { open: true, commands, search }, global: await inApp() })
  await flushPromises()
  const input = document.querySelector('input')
  if (!input) throw new Error('the palette has no field')
  const type = async (text: string) => {
    input.value = text
    input.dispatchEvent(new Event('input'))
    await flushPromises()
  }
  const press = (key: string) => input.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
  const options = () =>
    [...document.querySelectorAll('[role=option]')].map((option) => option.textContent?.trim())
  return { wrapper, type, press, options }
}

test('it offers the commands at once', async () => {
  const { options } = await aPalette()
  expect(options()).toEqual(['Agenda', 'Clients'])
})

test('what was found stands before the commands, and Enter chooses it', async () => {
  const { wrapper, type, press, options } = await aPalette()
  await type('mul')
  expect(options()).toEqual(['Müller GmbH'])
  press('Enter')
  expect(wrapper.emitted('choose')).toEqual([[müller]])
  expect(wrapper.emitted('update:open')).toEqual([[false]])
})

test('a slow answer to an older question is dropped', async () => {
  const answers = new Map<string, (rows: PaletteRow[]) => void>()
  const { type, options } = await aPalette((query) => new Promise((resolve) => answers.set(query, resolve)))
  await type('mu')
  await type('ferro')
  answers.get('ferro')?.([{ key: 'ferro', label: 'Ferro Srl', to: '/clients/2' }])
  answers.get('mu')?.([müller])
  await flushPromises()
  expect(options()).toEqual(['Ferro Srl'])
})
