import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Suivi, suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let device: Device
let claire: Suivi

beforeAll(async () => {
  app = await startApp()
  device = await aDevice(app)
  claire = suivi(device, app.password)
  await claire.signIn('claire@verdier.example')
})

beforeEach(() => pictureIfFailed(device))

afterAll(async () => {
  await device.close()
  await app.stop()
})

it('a status without its template is not saved; with it the rule is kept without a network', async () => {
  await claire.isInstalled()
  await device.offline(true)
  const page = await device.reopen('/settings/rules/statuses')
  await page.getByRole('link', { name: /^In progress/ }).click()
  await page.getByRole('tab', { name: 'Associated specific actions' }).click()
  await page.getByText('Create', { exact: true }).click()
  const save = page.getByRole('button', { name: 'Save', exact: true })
  await save.click()
  await page.getByText('Choose a template', { exact: false }).first().waitFor()
  await page.getByRole('combobox', { name: 'Specific action' }).fill('Litigation')
  await page.getByRole('option', { name: /^Litigation/ }).click()
  await page.getByText('“Litigation” is opened at once', { exact: false }).waitFor()
  await save.click()
  await page.getByText('“In progress” saved.').waitFor()
  await device.offline(false)
  await claire.isUpToDate()
})

it('a scenario shows what it would do with a client before it is saved', async () => {
  const page = await device.reopen('/settings/rules/scenarios')
  await page.getByRole('link', { name: /^Standard/ }).click()
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByLabel('Name in English').last().fill('Last call')
  await page.getByRole('tab', { name: 'Preview' }).click()
  const days = page.getByRole('region', { name: 'What happens when' })
  await days.getByRole('listitem').filter({ hasText: 'Last call' }).waitFor()
  await page.getByText('Left out').waitFor()
})

it('no page threw an error on the way', () => {
  expect(device.errors).toEqual([])
})
