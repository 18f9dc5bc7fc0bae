import { mount } from '@vue/test-utils'
import { type App, defineComponent, nextTick } from 'vue'
import { afterEach, expect, test } from 'vitest'
import { must } from '#shared/base/must.ts'
import { ruleRow } from '#shared/company/rule-row.ts'
import { aPerson } from '../replica/testing/a-company.ts'
import { Surroundings, until } from '../replica/testing/a-phone.ts'
import { PEOPLE, closeAll, open, settled } from '../replica/testing/a-workplace.ts'
import { FakeServer } from '../replica/testing/fake-server.ts'
import { useCompany } from '../replica/useCompany.ts'
import { provideWorkplace } from '../session/workplace.ts'
import { inApp } from '../shell/testing/in-app.ts'
import { useToasts } from '../ui/toasts.ts'
import { useSettingForm } from './useSettingForm.ts'

afterEach(closeAll)

/** A credit manager before the form of instalment plans. */
async function atTheForm() {
  const clock = { now: () => 0 }
  const server = new FakeServer([...PEOPLE, aPerson('eva', 'creditManager')], [], () => clock.now())
  const around = new Surroundings(server.fetchAs('eva'))
  clock.now = () => around.nowMs
  const work = await open(around, 'eva')
  await until(() => !work.view.snapshot.value.catchingUp, 'the first sync')
  const held: { form?: ReturnType<typeof formOfPlans>; toasts?: ReturnType<typeof useToasts> } = {}
  const Screen = defineComponent({
    setup() {
      held.form = formOfPlans()
      held.toasts = useToasts()
      return () => null
    },
  })
  const screen = await inApp()
  const workplace = { install: (app: App) => provideWorkplace(work, app) }
  mount(Screen, { global: { plugins: [...screen.plugins, workplace] } })
  const rule = () => must(work.view.snapshot.value.company, 'the company').planRule
  return { work, rule, form: must(held.form, 'the form'), toasts: must(held.toasts, 'the toasts') }
}

function formOfPlans() {
  const { company } = useCompany()
  return useSettingForm(
    () => ruleRow('planRule', company.value),
    () => 'Plans',
  )
}

test('what is wrong is said at its field once somebody wants to save, and nothing is kept', async () => {
  const { form, rule, work } = await atTheForm()
  const before = rule()
  form.set({ graceDays: 400, brokenAfter: Number.NaN })
  expect(form.at('graceDays')).toBeNull()
  expect(await form.save()).toBe(false)
  expect([form.at('graceDays'), form.at('brokenAfter'), form.at('seenCountsDays')]).toEqual([
    'At most 365.',
    'A whole number.',
    null,
  ])
  expect(rule()).toEqual(before)
  expect(work.view.snapshot.value.outbox).toEqual([])
})

test('what was saved and has reached the server is taken back by saving what was there', async () => {
  const { form, rule, toasts, work } = await atTheForm()
  const before = rule()
  form.set({ graceDays: 9 })
  expect(await form.save()).toBe(true)
  expect(rule().graceDays).toBe(9)
  expect(form.frame.value.isChanged).toBe(false)
  await until(settled(work), 'the answer')
  toasts.undoLatest()
  await until(() => rule().graceDays === before.graceDays, 'what was there')
  expect(rule()).toEqual(before)
})

test('what somebody saves meanwhile is told to who is changing it, and can be taken instead', async () => {
  const { form, work } = await atTheForm()
  form.set({ graceDays: 9 })
  const company = must(work.view.snapshot.value.company, 'the company')
  const row = ruleRow('planRule', company)
  const setting = { ...row, data: { ...row.data, brokenAfter: 5 } }
  await work.entries.make('setting.saved', { type: 'company' }, { setting })
  await nextTick()
  expect(form.frame.value.isStale).toBe(true)
  expect(form.draft.value.data).toMatchObject({ graceDays: 9, brokenAfter: row.data.brokenAfter })
  form.reset()
  expect(form.frame.value).toMatchObject({ isStale: false, isChanged: false })
  expect(form.draft.value.data).toEqual(setting.data)
})
