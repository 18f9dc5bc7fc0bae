import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Suivi, suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let phone: Device
let office: Device
let marc: Suivi

beforeAll(async () => {
  app = await startApp()
  office = await aDevice(app)
  marc = suivi(office, app.password)
  await marc.signIn('marc@verdier.example')
})

beforeEach(() => pictureIfFailed(office))

afterAll(async () => {
  await office.close()
  await app.stop()
})

async function onPhone(email: string, journey: (who: Suivi) => Promise<void>) {
  phone = await aDevice(app)
  pictureIfFailed(phone)
  const who = suivi(phone, app.password)
  await who.signIn(email)
  await journey(who)
  expect(phone.errors).toEqual([])
  await phone.close()
}

it('what somebody did in a case before it was taken from them waits for its owner, who accepts it', async () => {
  await marc.openClient('Hôtel du Parc')
  const [number = ''] = await marc.tickInvoices(1)
  await marc.requalify('Delivery dispute', 'Samir')
  const name = new RegExp(`^Delivery dispute, ${number}`)
  await marc.openCase(name)
  await marc.isUpToDate()
  const actionId = office.page.url().split('/').at(-1) ?? ''

  await onPhone('samir@verdier.example', async (samir) => {
    await samir.isInstalled()
    await phone.page.goto(`${app.url}/cases/${actionId}`)
    await phone.page.getByRole('heading', { name, level: 1 }).waitFor()
    await phone.offline(true)
    await samir.reschedule('2027-01-15')
    await office.page.getByRole('button', { name: /^Resolver/ }).click()
    await office.page.getByRole('dialog').getByText('Nobody', { exact: true }).click()
    await marc.isUpToDate()

    await phone.offline(false)
    await phone.page.goto(`${app.url}/sync`)
    await phone.page.getByText('who will decide about it').waitFor()
    await office.page.getByText('For you to decide').waitFor()
    await office.page.getByRole('button', { name: 'Accept' }).click()
    await office.page.getByText('15 Jan 2027').first().waitFor()
    await phone.page.getByText('who will decide about it').waitFor({ state: 'detached' })
  })
})

it('an opening of two people at once is one case, and the second goes on in it', async () => {
  await onPhone('tom@verdier.example', async (tom) => {
    await tom.isInstalled()
    await tom.openClient('Hôtel du Parc')
    await phone.offline(true)
    const [number = ''] = await tom.tickInvoices(1)
    await tom.requalify('Delivery dispute')
    const name = new RegExp(`^Delivery dispute, ${number}`)
    await tom.openCase(name)
    await tom.comment('The driver took it back.')
    const meant = phone.page.url().split('/').at(-1)

    await marc.openClient('Hôtel du Parc')
    expect(await marc.tickInvoices(1)).toEqual([number])
    await marc.requalify('Delivery dispute')
    await marc.openCase(name)
    const actionId = office.page.url().split('/').at(-1)
    await marc.isUpToDate()

    await phone.offline(false)
    await phone.page.waitForURL(`**/${actionId}`)
    expect(actionId).not.toBe(meant)
    await phone.page.getByText('The driver took it back.').waitFor()
    await office.page.getByText('The driver took it back.').waitFor()
  })
})
