import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Suivi, suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let phone: Device
let tom: Suivi

beforeAll(async () => {
  app = await startApp()
  phone = await aDevice(app)
  tom = suivi(phone, app.password)
  await tom.signIn('tom@verdier.example')
})

beforeEach(() => pictureIfFailed(phone))

afterAll(async () => {
  await phone.close()
  await app.stop()
})

it('what was shown as saved survives a killed server and a closed tab, and arrives once', async () => {
  await tom.isInstalled()
  await tom.openClient('Hôtel du Parc')
  await app.kill()
  const [number = ''] = await tom.tickInvoices(1)
  await tom.requalify('Delivery dispute')
  await tom.strip().getByText('1 to send').waitFor()
  await tom.openCase(new RegExp(`^Delivery dispute, ${number}`))
  const address = new URL(phone.page.url()).pathname
  await phone.reopen(address)
  await phone.page.getByRole('heading', { name: new RegExp(`^Delivery dispute, ${number}`) }).waitFor()
  await tom.comment('The driver took it back.')

  await app.start()
  await phone.page.goto(`${app.url}/sync`)
  await phone.page.getByRole('button', { name: 'Sync now' }).click()
  await tom.isUpToDate()
  await phone.page.goto(app.url + address)
  await phone.page.getByText('The driver took it back.').waitFor()
  expect(await phone.page.getByText('The driver took it back.').count()).toBe(1)
})

it('two tabs of one phone show the same work, and both can do some', async () => {
  const second = await phone.context.newPage()
  await second.goto(phone.page.url())
  await second.getByText('The driver took it back.').waitFor()
  await second.getByRole('button', { name: 'Comment', exact: true }).click()
  const sheet = second.getByRole('dialog', { name: 'Comment' })
  await sheet.getByRole('textbox').fill('Written in the other tab.')
  await sheet.getByRole('button', { name: 'Add the comment' }).click()
  await phone.page.getByText('Written in the other tab.').waitFor()
  await second.close()
  await tom.isUpToDate()
})

it('signing out with unsent work warns, and the work is still there for its author', async () => {
  await phone.offline(true)
  await tom.comment('Said on the train.')
  await tom.strip().getByText('1 to send').waitFor()
  await tom.go('More')
  await phone.page.getByText('Sign out', { exact: true }).click()
  await phone.page.getByRole('dialog').waitFor()
  expect(await phone.page.getByRole('dialog').innerText()).toMatch(/1 /)
  await phone.page.keyboard.press('Escape')
  await phone.offline(false)
  await tom.isUpToDate()
  expect(phone.errors).toEqual([])
})
