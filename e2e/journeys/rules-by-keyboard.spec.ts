import AxeBuilder from '@axe-core/playwright'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { tabTo } from '../pages/keyboard.ts'
import { suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { DESK, type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let desk: Device

beforeAll(async () => {
  app = await startApp()
  desk = await aDevice(app, DESK)
  await suivi(desk, app.password).signIn('claire@verdier.example')
  await desk.page.emulateMedia({ reducedMotion: 'reduce' })
})

beforeEach(() => pictureIfFailed(desk))

afterAll(async () => {
  await desk.close()
  await app.stop()
})

const button = (name: string | RegExp, exact = true) => desk.page.getByRole('button', { name, exact })
const sheet = () => desk.page.getByRole('dialog')
const press = (keys: string) => desk.page.keyboard.press(keys)
const type = (text: string) => desk.page.keyboard.type(text)
const isFocused = (goal: Locator) =>
  expect.poll(() => goal.evaluate((one) => one === document.activeElement)).toBe(true)

async function go(path: string) {
  await desk.page.goto(app.url + path)
  await desk.page.getByRole('heading', { level: 1 }).first().waitFor()
  await desk.page.getByText('Up to date').waitFor()
}
async function isAccessible(part = 'body') {
  const found = await new AxeBuilder({ page: desk.page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

it('a step is opened from the agenda, and what is closed gives the focus back to where it was', async () => {
  await go('/')
  await tabTo(desk.page, button('See everybody’s'))
  await press('Enter')
  await press('j')
  await press('f')
  await sheet().waitFor()
  await press('Escape')
  await sheet().waitFor({ state: 'hidden' })

  const step = desk.page
    .getByRole('listitem')
    .filter({ has: desk.page.getByRole('link', { name: /^Scenario/ }) })
    .first()
    .getByRole('button', { name: /^What to do with/ })
  await tabTo(desk.page, step)
  await press('Enter')
  await isFocused(sheet().getByRole('button', { name: 'Close' }))
  await tabTo(desk.page, sheet().getByRole('button', { name: 'Open the step' }))
  await press('Enter')
  await sheet().getByRole('group', { name: 'What happened' }).waitFor()
  await isAccessible('[role=dialog]')
  await tabTo(desk.page, sheet().getByRole('radio', { name: 'Done' }))
  await press('ArrowRight')
  await tabTo(desk.page, sheet().getByLabel('Why it is skipped'))
  await press('Escape')
  await sheet().waitFor({ state: 'hidden' })
  await isFocused(step)
})

it('a scenario gets a step, which is refused before the one it follows, mended, moved and saved', async () => {
  await go('/settings/rules/scenarios')
  await tabTo(desk.page, desk.page.getByRole('link', { name: /^Standard/ }))
  await press('Enter')
  await tabTo(desk.page, button('Add a step'))
  await press('Enter')
  await isFocused(desk.page.getByLabel('Name in English').last())
  await type('Last call')
  const days = desk.page.getByLabel('Number of days')
  await tabTo(desk.page, days)
  await type('3')
  await isAccessible()
  await tabTo(desk.page, button('Save'))
  await press('Enter')
  await desk.page.getByText('Later than the step before.').waitFor()
  await isFocused(days)
  await press('ControlOrMeta+A')
  await type('60')
  await tabTo(desk.page, button('Save'))
  await press('Enter')
  await desk.page.getByText('“Standard” saved.').waitFor()

  await go('/settings/rules/scenarios/scenario.standard')
  const up = button('Move “Last call” up')
  await tabTo(desk.page, up)
  await press('Enter')
  await isFocused(up)
  await tabTo(desk.page, button('Save'))
  await press('Enter')
  await desk.page.getByText('Later than the step before.').waitFor()
  await tabTo(desk.page, button('Discard'))
  await press('Enter')
  await button('Everything is saved').waitFor()
})

it('a template that statuses lead to is not retired, and the screen says which ones', async () => {
  await go('/settings/rules/templates/template.price')
  await isAccessible()
  await tabTo(desk.page, desk.page.getByRole('checkbox', { name: /^In use/ }))
  await press('Space')
  await tabTo(desk.page, button('Save'))
  await press('Enter')
  await desk.page.getByText('In use in: Price dispute. Change that first.').waitFor()
})

it('criteria that can never hold together are not saved', async () => {
  await go('/settings/assignment')
  await tabTo(desk.page, desk.page.getByRole('link', { name: /^Tom Becker/ }))
  await press('Enter')
  await tabTo(desk.page, button('Add a criterion'))
  await press('Enter')
  const reasons = desk.page.getByRole('combobox', { name: 'Is one of' })
  const about = desk.page.getByLabel('What is looked at')
  for (const reason of ['Price', 'Quality']) {
    await isFocused(about.last())
    await type('Reason')
    await tabTo(desk.page, reasons.last())
    await type(reason)
    await press('Enter')
    if (reason === 'Quality') break
    await tabTo(desk.page, button('And …'))
    await press('Enter')
  }
  await isAccessible()
  await tabTo(desk.page, button('Save'))
  await press('Enter')
  await desk.page.getByText('This can never be so, alone or with the others.').waitFor()
})

it('the last administrator cannot take the role off, nor be switched off; who is invited gets a link', async () => {
  await go('/people')
  const claire = button(/^Claire Fontaine/, false)
  await tabTo(desk.page, claire)
  await press('Enter')
  await isFocused(sheet().getByRole('button', { name: 'Close' }))
  await isAccessible('[role=dialog]')
  expect(await sheet().getByRole('combobox', { name: 'Role' }).isDisabled()).toBe(true)
  await sheet().getByText('another administrator can switch your account', { exact: false }).waitFor()
  await press('Escape')
  await sheet().waitFor({ state: 'hidden' })
  await isFocused(claire)

  await go('/people')
  const invite = button('Invite somebody')
  await tabTo(desk.page, invite)
  await press('Enter')
  await isFocused(sheet().getByRole('button', { name: 'Close' }))
  await tabTo(desk.page, sheet().getByLabel('Name', { exact: true }))
  await isAccessible('[role=dialog]')
  await press('Escape')
  await sheet().waitFor({ state: 'hidden' })
  await isFocused(invite)
})

it('no page threw an error on the way', () => {
  expect(desk.errors).toEqual([])
})
