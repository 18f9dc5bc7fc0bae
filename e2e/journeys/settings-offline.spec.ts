import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Suivi, suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let clairesPhone: Device
let anasPhone: Device
let claire: Suivi
let ana: Suivi

beforeAll(async () => {
  app = await startApp()
  clairesPhone = await aDevice(app)
  anasPhone = await aDevice(app)
  claire = suivi(clairesPhone, app.password)
  ana = suivi(anasPhone, app.password)
  await claire.signIn('claire@verdier.example')
  await ana.signIn('ana@verdier.example')
})

beforeEach(() => pictureIfFailed(clairesPhone))

afterAll(async () => {
  for (const device of [clairesPhone, anasPhone]) await device.close()
  await app.stop()
})

it('a stage that an administrator adds without a network is a collector’s to move to once it is sent', async () => {
  await claire.isInstalled()
  await clairesPhone.offline(true)
  const page = await clairesPhone.reopen('/settings')
  await page.getByRole('link', { name: /^Dispute/ }).click()
  await page.getByRole('button', { name: 'Add a stage' }).click()
  const save = page.getByRole('button', { name: 'Save', exact: true })
  await save.click()
  await page.getByText('It needs a name in English.').waitFor()
  const stage = page.getByRole('listitem').filter({ hasText: 'New stage' })
  await stage.getByLabel('Name in English').fill('Expert visit')
  await page.getByRole('button', { name: 'Move “Expert visit” up' }).press('Enter')
  for (let place = 3; place > 0; place -= 1) await page.keyboard.press('Enter')
  expect(await page.getByRole('button', { name: 'Move “Expert visit” up' }).isDisabled()).toBe(true)
  await save.click()
  await page.getByText('“Dispute” saved.').waitFor()
  await claire.strip().getByText('1 to send').click()
  await page.getByText('Change a setting: Kind of follow-up “Dispute”').waitFor()

  await ana.openClient('Épicerie Lacombe')
  await ana.tickInvoices(1)
  await ana.requalify('Dispute')
  await ana.openCase(/^Dispute/)
  const moveOn = anasPhone.page.getByRole('button', { name: /Expert visit/ })
  expect(await moveOn.count()).toBe(0)

  await clairesPhone.offline(false)
  await claire.isUpToDate()
  await moveOn.click()
  await anasPhone.page.getByRole('button', { name: /Expert visit.*1 of 5/ }).waitFor()
})

it('who changed what is read with a network, and said to need one without', async () => {
  const page = await clairesPhone.reopen('/settings/history')
  await page.getByText('Kind of follow-up “Dispute” changed').waitFor()
  await page.getByText('Expert visit').first().waitFor()
  await clairesPhone.offline(true)
  await clairesPhone.reopen('/settings/history')
  await clairesPhone.page.getByText('There is no network.').waitFor()
  await clairesPhone.page.getByRole('button', { name: 'Try again' }).waitFor()
  await clairesPhone.offline(false)
})

it('no page threw an error on the way', () => {
  expect([clairesPhone.errors, anasPhone.errors]).toEqual([[], []])
})
