import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Suivi, suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { DESK, type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let phone: Device
let office: Device
let tom: Suivi
let marc: Suivi

beforeAll(async () => {
  app = await startApp()
  phone = await aDevice(app)
  office = await aDevice(app, DESK)
  tom = suivi(phone, app.password)
  marc = suivi(office, app.password)
  await tom.signIn('tom@verdier.example')
  await marc.signIn('marc@verdier.example')
  await tom.isInstalled()
})

beforeEach(() => {
  pictureIfFailed(phone)
  pictureIfFailed(office)
})

afterAll(async () => {
  for (const device of [phone, office]) await device.close()
  await app.stop()
})

const CLIENT = 'Hôtel du Parc'
/** What a case page says of when it is due and who resolves it. */
async function factsOf({ page }: Device) {
  const due = await page.getByRole('button', { name: /^Due / }).textContent()
  const resolver = await page.getByRole('button', { name: /^Resolver/ }).textContent()
  return [due, resolver].map((text) => (text ?? '').replaceAll(/\s+/g, ' ').trim())
}
const addressOf = ({ page }: Device) => new URL(page.url()).pathname

it('two people qualify an item at once, one without a network: one case, with its name, day and resolver on both', async () => {
  await tom.openClient(CLIENT)
  await phone.offline(true)
  const [number = ''] = await tom.tickInvoices(1)
  await tom.requalify('Price dispute')
  const name = new RegExp(`^Price dispute, ${number}`)
  await tom.openCase(name)
  const [due, foretold] = await factsOf(phone)
  expect(foretold).toContain('Will be assigned')
  const meant = addressOf(phone)

  await marc.openClient(CLIENT)
  expect(await marc.tickInvoices(1)).toEqual([number])
  await marc.requalify('Price dispute')
  await marc.openCase(name)
  await office.page.getByRole('button', { name: /^Resolver (Lucas|Samir)/ }).waitFor()
  const facts = await factsOf(office)
  expect(facts[0]).toBe(due)
  await marc.isUpToDate()

  await phone.offline(false)
  await phone.page.waitForURL(`**${addressOf(office)}`)
  expect(addressOf(phone)).not.toBe(meant)
  await phone.page.getByRole('button', { name: /^Resolver (Lucas|Samir)/ }).waitFor()
  expect(await factsOf(phone)).toEqual(facts)
  await tom.openClient(CLIENT)
  await phone.page.getByRole('tab', { name: /^Actions/ }).click()
  expect(await phone.page.getByRole('tabpanel').getByRole('link', { name }).count()).toBe(1)
})

/** At the office, what a status does is set, or whether it is offered. */
async function ruled(status: string, change: () => Promise<void>) {
  const { page } = office
  await page.goto(`${app.url}/settings/rules/statuses`)
  await page.getByRole('link', { name: new RegExp(`^${status}`) }).click()
  await change()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText(`“${status}” saved.`).waitFor()
  await marc.isUpToDate()
}

it('a status is linked to a follow-up while a phone is away: what is sent then makes its case once, what was before stays', async () => {
  await tom.openClient(CLIENT)
  const [before = ''] = await tom.tickInvoices(1)
  await tom.requalifyOnly('In progress')
  await tom.isUpToDate()

  await phone.offline(true)
  const [, during = ''] = await tom.tickInvoices(2)
  await phone.page.getByRole('checkbox', { name: `Tick ${before}` }).click()
  await tom.requalifyOnly('In progress')
  await ruled('In progress', async () => {
    const { page } = office
    await page.getByRole('tab', { name: 'Associated specific actions' }).click()
    await page.getByText('Create', { exact: true }).click()
    await page.getByRole('combobox', { name: 'Specific action' }).fill('Dispute')
    await page
      .getByRole('option', { name: /^Dispute/ })
      .first()
      .click()
  })

  await phone.offline(false)
  await tom.isUpToDate()
  await phone.page.goto(`${app.url}/sync`)
  await phone.page.getByText(`Its status opened “In progress, ${during}” by itself.`).waitFor()
  for (const [who, device] of [
    [tom, phone],
    [marc, office],
  ] as const) {
    await who.openClient(CLIENT)
    await device.page.getByRole('tab', { name: /^Actions/ }).click()
    const made = device.page.getByRole('tabpanel').getByRole('link', { name: /^In progress, F/ })
    await made.waitFor()
    expect(await made.textContent()).toContain(during)
  }
})

it('a status that is retired while a phone is away is refused, and its author reads it with what to do', async () => {
  await tom.openClient(CLIENT)
  await phone.offline(true)
  const [number = ''] = await tom.tickInvoices(1)
  await tom.requalify('Quality dispute')
  await ruled('Quality dispute', async () => {
    await office.page.getByText('In use', { exact: true }).click()
  })
  await phone.offline(false)
  await phone.page.goto(`${app.url}/sync`)
  await phone.page.getByRole('heading', { name: 'Needs you' }).waitFor()
  await phone.page.getByText('This status no longer exists or is switched off. Choose another one.').waitFor()
  await marc.openClient(CLIENT)
  await office.page.getByRole('button', { name: new RegExp(`^${number} `) }).waitFor()
  expect(
    await office.page.getByRole('button', { name: new RegExp(`^${number} .*Quality dispute`) }).count(),
  ).toBe(0)
})

it('items are qualified, one is disassociated, the other’s dispute is resolved, and the case is closed', async () => {
  await marc.openClient(CLIENT)
  const [one = '', two = ''] = await marc.tickInvoices(2)
  await marc.requalify('Delivery dispute')
  await marc.openCase(/^Delivery dispute, F/)
  const address = addressOf(office)
  await marc.takeOut(one, 'By mistake')
  const items = office.page.getByRole('region', { name: 'Items' })
  await items.getByRole('button', { name: new RegExp(`^${one} `) }).waitFor({ state: 'detached' })

  await marc.openClient(CLIENT)
  const { page } = office
  const inCase = page.getByRole('button', { name: new RegExp(`^${two} .*Delivery dispute`) })
  await inCase.waitFor()
  expect(await page.getByRole('button', { name: new RegExp(`^${one} .*Delivery dispute`) }).count()).toBe(0)
  await page.getByRole('checkbox', { name: `Tick ${two}` }).click()
  await marc.requalifyOnly('Dispute resolved')
  await inCase.waitFor({ state: 'detached' })

  await page.goto(app.url + address)
  await page.getByText('Ready to close').first().waitFor()
  await page.getByRole('main').getByRole('button', { name: 'Close the case' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close the case' }).click()
  await page.getByRole('button', { name: 'Reopen', exact: true }).waitFor()
  await tom.openClient(CLIENT)
  await phone.page.getByRole('tab', { name: /^Actions/ }).click()
  await phone.page.getByRole('link', { name: /^Delivery dispute, F.*closed/ }).waitFor()
})

it('no page threw an error on the way', () => {
  expect([phone.errors, office.errors]).toEqual([[], []])
})
