import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Suivi, suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let phone: Device
let ana: Suivi

beforeAll(async () => {
  app = await startApp()
  phone = await aDevice(app)
  await phone.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await phone.context.addInitScript(() => {
    window.print = () => window.top?.postMessage(document.title)
  })
  ana = suivi(phone, app.password)
  await ana.signIn('ana@verdier.example')
  await ana.isInstalled()
})

beforeEach(() => pictureIfFailed(phone))

afterAll(async () => {
  await phone.close()
  await app.stop()
})

const main = () => phone.page.getByRole('main')
const sheet = () => phone.page.getByRole('dialog')
const stepRow = (name: string) =>
  main()
    .getByRole('listitem')
    .filter({ has: phone.page.getByRole('link', { name: new RegExp(`^Scenario ${name}`) }) })
    .first()

/** Opens the first step of this name from the agenda; says whose it is. */
async function openStep(name: string): Promise<string> {
  await ana.go('Agenda')
  await stepRow(name)
    .getByRole('button', { name: /^What to do with/ })
    .click()
  const client = (await sheet().getByRole('paragraph').first().textContent()) ?? ''
  await sheet().getByRole('button', { name: 'Open the step' }).click()
  await sheet().getByRole('group', { name: 'What happened' }).waitFor()
  return client.trim()
}
const nextOf = (name: string) =>
  main()
    .getByRole('region', { name: 'What comes next' })
    .getByRole('button', { name: `Open the step: ${name}` })

it('the agenda names each step of the scenario with its client, the item that drives it, and the amount', async () => {
  const row = await stepRow('Call, reminder 2').getByRole('link').textContent()
  expect(row?.replaceAll(/\s+/g, ' ')).toMatch(
    /^Scenario ?Call, reminder 2 ?.+ · \S*\d+ \+\d+\D*[€$¥][\d,.]+/,
  )
})

it('an item that is back from a case goes on where it was after its grace time, and the agenda says so', async () => {
  await phone.offline(true)
  const client = await openStep('')
  const step = (await sheet().getByRole('heading').first().textContent()) ?? ''
  const facts = await sheet()
    .getByText(/ · for \S+ · /)
    .textContent()
  const leader = / for (\S+) · /.exec(facts ?? '')?.[1] ?? ''
  await sheet().getByRole('button', { name: 'Close' }).click()
  await ana.openClient(client)
  await phone.page.getByRole('checkbox', { name: `Tick ${leader}` }).click()
  await ana.requalify('Quality dispute')
  await ana.openCase(new RegExp(`^Quality dispute, ${leader}`))
  await ana.takeOut(leader, 'Resolved')

  await ana.openClient(client)
  await nextOf(step)
    .filter({ hasText: `for ${leader} · came back from a case` })
    .waitFor()
  await ana.go('Agenda')
  await main()
    .getByRole('link', { name: new RegExp(`${step} .*Back from a case · ${client}`) })
    .scrollIntoViewIfNeeded()
})

it('a call is recorded with how it ended and the next date, in one form, on the train', async () => {
  const client = await openStep('Call, reminder 2')
  await sheet().getByText('Promised to pay', { exact: true }).click()
  await sheet().getByRole('button', { name: 'Next week' }).click()
  await sheet().getByLabel(/^Note/).fill('They pay on Friday.')
  await sheet().getByRole('button', { name: 'Record the call' }).click()
  await phone.page.getByText('Done: Call, reminder 2').waitFor()

  await ana.openClient(client)
  await nextOf('Formal reminder').waitFor()
  await phone.page.getByRole('tab', { name: 'History' }).click()
  await phone.page.getByText('They pay on Friday.').waitFor()
})

it('a step is skipped with a reason, which is asked for, and another one moved to a day', async () => {
  const skipped = await openStep('Call, reminder 2')
  await sheet().getByText('Skip it', { exact: true }).click()
  await sheet().getByRole('button', { name: 'Skip the step' }).click()
  await sheet().getByText('Say why.').waitFor()
  await sheet().getByLabel('Why it is skipped').fill('Their accountant is ill.')
  await sheet().getByRole('button', { name: 'Skip the step' }).click()
  await phone.page.getByText('Skipped: Call, reminder 2').waitFor()
  await ana.openClient(skipped)
  await nextOf('Formal reminder').waitFor()

  const moved = await openStep('Call, reminder 2')
  expect(moved).not.toBe(skipped)
  await sheet().getByText('Move it', { exact: true }).click()
  await sheet().getByRole('button', { name: 'Move the step' }).click()
  await sheet().getByText('Choose a day.').waitFor()
  await sheet().getByLabel('Move it to').fill('2027-03-15')
  await sheet().getByRole('button', { name: 'Move the step' }).click()
  await phone.page.getByText('“Call, reminder 2” moved to').waitFor()
  await ana.openClient(moved)
  await nextOf('Call, reminder 2').filter({ hasText: '15 Mar 2027' }).waitFor()
})

it('a prepared letter is looked at, copied and printed', async () => {
  await openStep('Formal reminder')
  const letter = sheet().getByRole('region', { name: 'Prepared text' })
  await letter.getByText('these invoices are still open').waitFor()
  await letter.getByRole('button', { name: 'Copy' }).click()
  await phone.page.getByText('Copied.').waitFor()
  const copied = await phone.page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('these invoices are still open')
  expect(await letter.textContent()).toContain(copied.split('\n')[0])
  const printed = phone.page.evaluate(
    () =>
      new Promise<unknown>((heard) => addEventListener('message', ({ data }) => heard(data), { once: true })),
  )
  await letter.getByRole('button', { name: 'Print' }).click()
  expect(await printed).toBe(copied.split('\n')[0])
  await sheet().getByRole('button', { name: 'Done', exact: true }).click()
  await phone.page.getByText('Done: Formal reminder').waitFor()
})

it('all of it is the office’s as soon as there is a network', async () => {
  await phone.offline(false)
  await ana.isUpToDate()
  await phone.page.goto(`${app.url}/sync`)
  await phone.page.getByText('Everything is up to date').waitFor()
  expect(await phone.page.getByRole('heading', { name: 'Needs you' }).count()).toBe(0)
  expect(phone.errors).toEqual([])
})
