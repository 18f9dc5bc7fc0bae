import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { DESK, type Device, PHONE, aDevice } from '../support/phone.ts'

let app: RunningApp

beforeAll(async () => {
  app = await startApp()
})

afterAll(() => app.stop())

const SCREENS = [
  '/',
  '/clients',
  '/cases',
  '/validations',
  '/notices',
  '/search',
  '/new',
  '/sync',
  '/account',
  '/more',
  '/imports',
  '/clients/unassigned',
  '/people',
  '/settings',
  '/settings/rules/statuses',
  '/settings/rules/statuses/status.priceDispute',
  '/settings/rules/scenarios',
  '/settings/rules/scenarios/scenario.standard',
  '/settings/rules/templates/template.price',
  '/settings/rules/texts/messageTemplate.firm',
  '/settings/scenario-rules',
  '/settings/scenario-rules/new',
  '/settings/assignment',
]

describe.each([
  ['phone, light', PHONE, 'light'],
  ['desk, dark', DESK, 'dark'],
] as const)('on a %s', (_name, viewport, scheme) => {
  let device: Device

  beforeAll(async () => {
    device = await aDevice(app, viewport)
    await suivi(device, app.password).signIn('marc@verdier.example')
    await device.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  })

  afterAll(() => device.close())

  it.each(SCREENS)('%s has a heading, no violation of WCAG, and fits its width', async (path) => {
    const { page } = device
    await page.goto(app.url + path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    const found = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(device.errors).toEqual([])
  })
})

it('speaks French to somebody whose browser does', async () => {
  const device = await aDevice(app, PHONE, 'fr-FR')
  await device.page.getByLabel('Mot de passe', { exact: true }).fill(app.password)
  await device.page.getByLabel('E-mail').fill('ana@verdier.example')
  await device.page.keyboard.press('Enter')
  await device.page.getByRole('heading', { name: 'Agenda' }).waitFor()
  await device.page.getByRole('link', { name: 'Clients' }).click()
  await device.page.getByText('Encours', { exact: true }).first().waitFor()
  await device.close()
})
