import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { expect, test } from 'vitest'
import BaseCheckbox from './BaseCheckbox.vue'

test('given a box, when it is ticked, then that is said', async () => {
  const wrapper = mount(BaseCheckbox, { props: { label: 'All' } })
  await wrapper.get('input').setValue(true)
  expect(wrapper.emitted('update:modelValue')).toEqual([[true]])
})

test('given a box whose tick is not taken, when it is tapped, then it is as it was', async () => {
  const wrapper = mount(BaseCheckbox, { props: { label: 'All', modelValue: false } })
  const { element } = wrapper.get('input')
  await wrapper.get('input').setValue(true)
  await nextTick()
  expect(element.checked).toBe(false)
})

test('given a box that stands for some, then it is neither ticked nor not', () => {
  const wrapper = mount(BaseCheckbox, { props: { label: 'All', mixed: true } })
  expect(wrapper.get('input').element.indeterminate).toBe(true)
})
