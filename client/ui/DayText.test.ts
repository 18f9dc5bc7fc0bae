import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { inApp } from '../shell/testing/in-app.ts'
import DayText from './DayText.vue'

const today = '2026-11-22'
async function textOf(
  props: { day: string | null; due?: boolean; look?: 'near' | 'date' | 'relative' },
  language?: 'fr',
) {
  return mount(DayText, { props: { today, ...props }, global: await inApp(language) }).text()
}

test('a day near is said in words, one further off as a date', async () => {
  expect(await textOf({ day: '2026-11-23' })).toBe('tomorrow')
  expect(await textOf({ day: '2026-12-03' })).toBe('Dec 3')
})

test('a day something was due on says how late it is', async () => {
  expect(await textOf({ day: '2026-11-21', due: true })).toBe('1 day late')
  expect(await textOf({ day: '2026-10-19', due: true })).toBe('34 days late')
  expect(await textOf({ day: '2026-10-19', due: true }, 'fr')).toBe('34 jours de retard')
})

test('no day is said too', async () => {
  expect(await textOf({ day: null })).toBe('No date')
})
