import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inApp } from '../shell/testing/in-app.ts'
import BaseToast from './BaseToast.vue'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const toast = { id: 1, text: 'Moved to 3 December', undo: () => {}, attention: false, durationMs: 8000 }

test('a toast goes away after eight seconds', async () => {
  const wrapper = mount(BaseToast, { props: { toast, paused: false }, global: await inApp() })
  vi.advanceTimersByTime(7900)
  expect(wrapper.emitted('dismiss')).toBeUndefined()
  vi.advanceTimersByTime(100)
  expect(wrapper.emitted('dismiss')).toHaveLength(1)
})

test('it waits while it is pointed at and goes on with the time that was left', async () => {
  const wrapper = mount(BaseToast, { props: { toast, paused: false }, global: await inApp() })
  vi.advanceTimersByTime(5000)
  await wrapper.setProps({ paused: true })
  vi.advanceTimersByTime(60_000)
  expect(wrapper.emitted('dismiss')).toBeUndefined()
  await wrapper.setProps({ paused: false })
  vi.advanceTimersByTime(2900)
  expect(wrapper.emitted('dismiss')).toBeUndefined()
  vi.advanceTimersByTime(100)
  expect(wrapper.emitted('dismiss')).toHaveLength(1)
})

test('its button takes the change back', async () => {
  const wrapper = mount(BaseToast, { props: { toast, paused: false }, global: await inApp() })
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('undo')).toHaveLength(1)
})
