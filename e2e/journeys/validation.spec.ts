import { afterAll, beforeAll, expect, it } from 'vitest'
import { suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let office: Device
let phone: Device

beforeAll(async () => {
  app = await startApp()
  office = await aDevice(app)
  phone = await aDevice(app)
})

afterAll(async () => {
  await office.close()
  await phone.close()
  await app.stop()
})

it('a credit note is asked for in a dispute, approved without a network on what has changed, refused with the difference, and approved again', async () => {
  pictureIfFailed(office)
  pictureIfFailed(phone)
  const tom = suivi(office, app.password)
  const lucas = suivi(phone, app.password)
  await Promise.all([tom.signIn('tom@verdier.example'), lucas.signIn('lucas@verdier.example')])
  await lucas.isInstalled()

  await tom.openClient('Hôtel du Parc')
  const [number = ''] = await tom.tickInvoices(1)
  await tom.requalify('Delivery dispute')
  await tom.openCase(new RegExp(`^Delivery dispute, ${number}`))
  const actionId = office.page.url().split('/').at(-1) ?? ''
  await tom.choose('Add a to-do')
  const toDo = office.page.getByRole('dialog', { name: 'Add a to-do' })
  await toDo.getByLabel('What is to be done').fill('Ask logistics who loaded it')
  await toDo.getByLabel('Next date').fill('2020-01-01')
  await toDo.getByRole('button', { name: 'Add', exact: true }).click()
  await toDo.getByText('A day lies in the past.').waitFor()
  await office.page.keyboard.press('Escape')
  await tom.choose('Ask for a credit note')
  const sheet = office.page.getByRole('dialog', { name: 'Ask for a credit note' })
  await sheet.getByLabel(`Of ${number}`).fill('99999999')
  await sheet.getByText('More than is open').waitFor()
  await sheet.getByLabel(`Of ${number}`).fill('31.00')
  await sheet.getByText('Sales administration').waitFor()
  await sheet.getByRole('button', { name: 'Ask', exact: true }).click()
  await sheet.waitFor({ state: 'hidden' })
  await tom.isUpToDate()

  // Who is asked holds the case from then on, and has the question in the agenda.
  await phone.page
    .getByText(/^To approve/)
    .first()
    .waitFor()
  await phone.page.goto(`${app.url}/validations/${actionId}`)
  await phone.page.getByRole('button', { name: 'Approve' }).waitFor()
  await phone.offline(true)
  await phone.page.getByRole('button', { name: 'Approve' }).click()
  await phone.page.getByText('To be issued').first().waitFor()

  const credit = office.page.getByRole('region', { name: 'Credit notes' })
  await credit.getByRole('button', { name: 'Change', exact: true }).click()
  const change = office.page.getByRole('dialog', { name: 'Change what is asked for' })
  await change.getByLabel(`Of ${number}`).fill('45.00')
  await change.getByRole('button', { name: 'Change and ask anew' }).click()
  await change.waitFor({ state: 'hidden' })
  await tom.isUpToDate()

  await phone.offline(false)
  const changed = phone.page.getByRole('status').filter({ hasText: 'it changed after you looked' })
  await changed.waitFor()
  expect(await changed.textContent()).toMatch(/31\.00.*45\.00/)
  await phone.page.getByRole('button', { name: 'Approve' }).click()
  await changed.waitFor({ state: 'detached' })
  await credit.getByText('To be issued').first().waitFor()
  expect([...office.errors, ...phone.errors]).toEqual([])
})

it('a mention lets a colleague into the case, and is told without a network until it is read', async () => {
  const tom = suivi(office, app.password)
  await office.page.getByRole('button', { name: 'Comment', exact: true }).click()
  const sheet = office.page.getByRole('dialog', { name: 'Comment' })
  await sheet.getByRole('textbox').fill('Please look at the slip @Nad')
  await sheet.getByRole('button', { name: /^Nadia Petit/ }).click()
  await sheet.getByText('cannot see this case yet').waitFor()
  await sheet.getByRole('button', { name: 'Add the comment' }).click()
  await sheet.waitFor({ state: 'hidden' })
  await tom.isUpToDate()

  const other = await aDevice(app)
  pictureIfFailed(other)
  const nadia = suivi(other, app.password)
  await nadia.signIn('nadia@verdier.example')
  await nadia.isInstalled()
  await other.offline(true)
  await nadia.go('More')
  await other.page.getByRole('link', { name: /^Notices/ }).click()
  const notice = other.page.getByRole('link', { name: /mentioned you/ }).first()
  await notice.getByText('new').waitFor({ state: 'attached' })
  await notice.click()
  await other.page.getByText('Please look at the slip').first().waitFor()
  await nadia.go('More')
  await other.page.getByRole('link', { name: /^Notices/ }).click()
  await other.page
    .getByRole('link', { name: /mentioned you/ })
    .first()
    .waitFor()
  expect(await other.page.getByRole('link', { name: /mentioned you · new/ }).count()).toBe(0)
  expect(other.errors).toEqual([])
  await other.close()
})
