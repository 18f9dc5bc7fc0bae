import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { inApp } from '../shell/testing/in-app.ts'
import ListRow from './ListRow.vue'

const row = {
  title: 'Call, reminder 2',
  subtitle: 'Ferro Srl',
  late: '34 days late',
  amount: { minor: 193_000, currency: 'EUR' },
}

test('a row says what, whose, how late and how much', async () => {
  const wrapper = mount(ListRow, { props: row, global: await inApp() })
  expect(wrapper.text()).toContain('Call, reminder 2')
  expect(wrapper.text()).toContain('Ferro Srl · 34 days late')
  expect(wrapper.text()).toContain('€1,930.00')
})

test('a row with an address is a link, another a button', async () => {
  const global = await inApp()
  expect(
    mount(ListRow, { props: { ...row, to: '/cases/1' }, global })
      .get('a')
      .attributes('href'),
  ).toBe('/cases/1')
  const wrapper = mount(ListRow, { props: row, global })
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('open')).toHaveLength(1)
})

test('a row to tick has a box with its name', async () => {
  const wrapper = mount(ListRow, { props: { ...row, ticking: true }, global: await inApp() })
  await wrapper.get('input[aria-label="Tick Call, reminder 2"]').setValue(true)
  expect(wrapper.emitted('update:ticked')).toEqual([[true]])
})

test('a tap anywhere on a row to tick ticks it, once, and ticks it off again', async () => {
  const wrapper = mount(ListRow, {
    props: { ...row, ticking: true },
    slots: { end: '<button type="button">Assign</button>' },
    global: await inApp(),
    attachTo: document.body,
  })
  await wrapper.get('span.line-clamp-2').trigger('click')
  expect(wrapper.emitted('update:ticked')).toEqual([[true]])
  await wrapper.setProps({ ticked: true })
  await wrapper.get('.min-h-14').trigger('click')
  await wrapper.setProps({ ticked: false })
  wrapper.get('label').element.click()
  expect(wrapper.emitted('update:ticked')).toEqual([[true], [false], [true]])
  await wrapper.get('button').trigger('click')
  expect(wrapper.emitted('update:ticked')).toHaveLength(3)
  wrapper.unmount()
})

test('what is not sent yet is said in words', async () => {
  const wrapper = mount(ListRow, { props: { ...row, pending: true }, global: await inApp() })
  expect(wrapper.text()).toContain('not sent yet')
})
