import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Suivi, storedText, suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { DESK, type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let anasPhone: Device
let samirsPhone: Device
let marcsDesk: Device
let ana: Suivi
let samir: Suivi
let marc: Suivi

beforeAll(async () => {
  app = await startApp()
  anasPhone = await aDevice(app)
  samirsPhone = await aDevice(app)
  marcsDesk = await aDevice(app, DESK)
  ana = suivi(anasPhone, app.password)
  samir = suivi(samirsPhone, app.password)
  marc = suivi(marcsDesk, app.password)
  await ana.signIn('ana@verdier.example')
  await samir.signIn('samir@verdier.example')
  await marc.signIn('marc@verdier.example')
})

beforeEach(() => pictureIfFailed(anasPhone))

afterAll(async () => {
  for (const device of [anasPhone, samirsPhone, marcsDesk]) await device.close()
  await app.stop()
})

const unmarked = async (text: Promise<string>) =>
  (await text).replaceAll(', provisional', '').replaceAll(/\s+/g, ' ')

const CLIENT = 'Confiserie Blanchard'

it('a dispute is opened, talked about and moved without a network, and arrives once, in order', async () => {
  await ana.isInstalled()
  await anasPhone.offline(true)
  await anasPhone.reopen('/')
  await ana.strip().getByText('Offline').waitFor()

  await ana.openClient(CLIENT)
  const [one = '', two = ''] = await ana.tickInvoices(2)
  await ana.requalify('Price dispute', 'Samir')
  await ana.strip().getByText('1 to send').waitFor()
  await ana.openCase(/^Price dispute, F/)
  await ana.comment('They were promised the old price.')

  const address = new URL(anasPhone.page.url()).pathname
  await anasPhone.reopen(address)
  await anasPhone.page.getByText('They were promised the old price.').waitFor()
  await ana.reschedule('2027-01-15')
  await ana.takeOut(one, 'By mistake')
  await ana.putIn(one)
  await ana.takeOut(two, 'Resolved')
  await ana.close()
  await ana.reopen()
  await ana.strip().getByText('8 to send').waitFor()
  expect(await samirsPhone.page.getByText('They were promised').count()).toBe(0)

  await anasPhone.offline(false)
  await ana.isUpToDate()

  await marcsDesk.page.goto(app.url + address)
  await marcsDesk.page.getByText('They were promised the old price.').waitFor()
  expect(await marcsDesk.page.getByText('They were promised the old price.').count()).toBe(1)
  expect(await marcsDesk.page.getByRole('button', { name: new RegExp(`^${one}`) }).count()).toBe(1)
  expect(await marcsDesk.page.getByRole('button', { name: new RegExp(`^${two} .*in “`) }).count()).toBe(0)
})

it('the resolver sees the case with its items as soon as it is given, and nothing of it once withdrawn', async () => {
  await ana.openClient('Crêperie Ker Maria')
  const [number = ''] = await ana.tickInvoices(1)
  await ana.requalify('Quality dispute', 'Samir')
  await samir.go('Cases')
  await samirsPhone.page
    .getByText(new RegExp(`Quality dispute, ${number}`))
    .first()
    .waitFor()
  await samirsPhone.page
    .getByText(new RegExp(`Quality dispute, ${number}`))
    .first()
    .click()
  await samirsPhone.page.getByRole('button', { name: new RegExp(`^${number}`) }).waitFor()
  expect(await storedText(samirsPhone.page)).toContain(number)

  await ana.openCase(new RegExp(`^Quality dispute, ${number}`))
  await anasPhone.page.getByRole('button', { name: /^Resolver/ }).click()
  await anasPhone.page.getByRole('dialog').getByText('Nobody', { exact: true }).click()
  await samirsPhone.page.getByText('This case is not on this device').waitFor()
  await expect.poll(() => storedText(samirsPhone.page)).not.toContain(number)
})

it('figures move with every action, marked provisional without a network, and agree with the server after sync', async () => {
  await ana.openClient('Épicerie Lacombe')
  const figures = anasPhone.page.getByRole('button', { name: /^Outstanding/ })
  const before = await unmarked(figures.innerText())
  await anasPhone.offline(true)
  await ana.tickInvoices(2)
  await ana.requalify('Dispute')
  await expect
    .poll(() => figures.getAttribute('aria-label').then((label) => label ?? figures.textContent()))
    .toContain('provisional')
  const provisional = await unmarked(figures.innerText())
  expect(provisional).not.toBe(before)

  await anasPhone.offline(false)
  await ana.isUpToDate()
  await expect.poll(() => figures.textContent()).not.toContain('provisional')
  expect(await unmarked(figures.innerText())).toBe(provisional)
  await marc.openClient('Épicerie Lacombe')
  const seenByMarc = marcsDesk.page
    .getByRole('main')
    .getByRole('button', { name: /^Outstanding/ })
    .last()
  expect(await unmarked(seenByMarc.innerText())).toBe(provisional)
})

it('no page threw an error on the way', () => {
  expect([anasPhone.errors, samirsPhone.errors, marcsDesk.errors]).toEqual([[], [], []])
})
