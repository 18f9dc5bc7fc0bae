import { mount } from '@vue/test-utils'
import { defineComponent, h, type PropType } from 'vue'
import { afterEach, expect, test, vi } from 'vitest'
import { activeShortcuts, useShortcutListener, useShortcuts, type Shortcut } from './shortcuts.ts'

let mounted: { unmount: () => void }[] = []
afterEach(() => {
  for (const wrapper of mounted) wrapper.unmount()
  mounted = []
  document.body.innerHTML = ''
})

/** A screen with a field in it; the app around it listens to the keyboard unless it stands inside another. */
const Screen = defineComponent({
  props: { shortcuts: { type: Array as PropType<Shortcut[]>, required: true }, inside: Boolean },
  setup(props) {
    if (!props.inside) useShortcutListener()
    useShortcuts(props.shortcuts)
    return () => h('input')
  },
})
function show(...shortcuts: Shortcut[]) {
  const wrapper = mount(Screen, { props: { shortcuts }, attachTo: document.body })
  mounted.push(wrapper)
  return wrapper.get('input').element
}
const press = (init: KeyboardEventInit, on: EventTarget = document.body) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))

test('a key runs its command', () => {
  const run = vi.fn()
  show({ keys: 'j', label: 'shell.help.next', run })
  press({ key: 'j' })
  expect(run).toHaveBeenCalledOnce()
})

test('a key typed into a field is text', () => {
  const run = vi.fn()
  const field = show({ keys: 'j', label: 'shell.help.next', run })
  press({ key: 'j' }, field)
  expect(run).not.toHaveBeenCalled()
})

test('Ctrl-K works while typing, and so does Command-K', () => {
  const run = vi.fn()
  const field = show({ keys: 'Ctrl K', label: 'shell.help.palette', run })
  press({ key: 'k', ctrlKey: true }, field)
  press({ key: 'k', metaKey: true }, field)
  expect(run).toHaveBeenCalledTimes(2)
})

test('behind an open dialog the keys rest', () => {
  const run = vi.fn()
  show({ keys: 'j', label: 'shell.help.next', run })
  document.body.insertAdjacentHTML('beforeend', '<div role="dialog"></div>')
  press({ key: 'j' })
  expect(run).not.toHaveBeenCalled()
})

test('the screen that came last has the key, and gives it back when it goes', () => {
  const outer = vi.fn()
  const inner = vi.fn()
  show({ keys: 'c', label: 'shell.help.comment', run: outer })
  const wrapper = mount(Screen, {
    props: { shortcuts: [{ keys: 'c', label: 'shell.help.comment', run: inner }], inside: true },
  })
  press({ key: 'c' })
  expect(activeShortcuts()).toHaveLength(1)
  wrapper.unmount()
  press({ key: 'c' })
  expect([inner.mock.calls.length, outer.mock.calls.length]).toEqual([1, 1])
})
