import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Suivi, suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { DESK, type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let phone: Device
let desk: Device
let ana: Suivi
let marc: Suivi

beforeAll(async () => {
  app = await startApp()
  phone = await aDevice(app)
  desk = await aDevice(app, DESK)
  ana = suivi(phone, app.password)
  marc = suivi(desk, app.password)
  await ana.signIn('ana@verdier.example')
  await marc.signIn('marc@verdier.example')
  await ana.isInstalled()
})

beforeEach(() => pictureIfFailed(phone))

afterAll(async () => {
  for (const device of [phone, desk]) await device.close()
  await app.stop()
})

const button = (name: string | RegExp) => phone.page.getByRole('button', { name })

it('in a shop without a network a plan is made, signed and paid; the office has it when the phone is back', async () => {
  await phone.offline(true)
  await phone.reopen('/')
  await ana.strip().getByText('Offline').waitFor()
  await ana.openClient('Confiserie Blanchard')
  await ana.tickInvoices(3)
  await phone.page
    .getByRole('region', { name: '3 ticked' })
    .getByRole('button', { name: 'More', exact: true })
    .click()
  await phone.page.getByRole('menuitem', { name: 'Plan…' }).click()

  const count = phone.page.getByRole('textbox', { name: 'Number of instalments' })
  await count.fill('5')
  await count.press('Tab')
  const third = phone.page.getByRole('textbox', { name: 'Amount of instalment 3' })
  await third.fill('abc')
  await phone.page.getByText('An amount is missing.').waitFor()
  expect(await button('Make the plan').isDisabled()).toBe(true)
  await third.fill('100.005')
  const second = phone.page.getByRole('textbox', { name: 'Amount of instalment 2' })
  await second.fill('50')
  await phone.page.getByText('An amount has more decimals than its currency.').waitFor()
  await third.fill('100')
  await third.press('Tab')
  await phone.page.getByText('Adds up').waitFor()
  await button('Make the plan').click()

  await phone.page.getByText('Next payment').waitFor()
  await button('Sign').click()
  const pad = phone.page.getByRole('img', { name: /^Box to sign in/ })
  await pad.hover({ position: { x: 40, y: 60 } })
  await phone.page.mouse.down()
  for (let at = 1; at < 6; at += 1) await pad.hover({ position: { x: 40 + at * 30, y: 60 + (at % 2) * 20 } })
  await phone.page.mouse.up()
  await phone.page.getByRole('combobox', { name: 'Name of who agrees' }).fill('Jeanne Blanchard')
  await button('Agree').click()
  await phone.page.getByText(/^Signed by Jeanne Blanchard/).waitFor()
  await button('Done').click()

  await phone.page
    .getByRole('link', { name: /^Instalment plan, F/ })
    .first()
    .click()
  await button('Payment seen').click()
  await phone.page
    .getByRole('dialog', { name: 'Payment seen' })
    .getByRole('button', { name: /^Record/ })
    .click()
  await phone.page.getByText('Instalment 2 of 5').waitFor()
  await ana.strip().getByText('4 to send').waitFor()

  await phone.offline(false)
  await ana.isUpToDate()
  await desk.page.goto(app.url + new URL(phone.page.url()).pathname)
  await desk.page.getByText('Instalment 2 of 5').waitFor()
  await desk.page.getByText('Paid, seen; the books do not have it yet').waitFor()
})

it('what is due is promised in one tap, and the client page says so', async () => {
  await ana.openClient('Crêperie Ker Maria')
  await button(/^Promised for/).click()
  await phone.page
    .getByText(/^promised .* for /)
    .first()
    .waitFor()
  // What was done before may still stand there to be undone.
  const told = phone.page.getByText(/ promised for /).locator('..')
  await told.getByRole('button', { name: 'Undo' }).click()
  await phone.page
    .getByText(/^promised .* for /)
    .first()
    .waitFor({ state: 'hidden' })
})

it('no page threw an error on the way', () => {
  expect([phone.errors, desk.errors]).toEqual([[], []])
})
