import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Suivi, storedText, suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { DESK, type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let phone: Device
let desk: Device
let tom: Suivi
let claire: Suivi
let caseOfTom: string

beforeAll(async () => {
  app = await startApp()
  ;[phone, desk] = [await aDevice(app), await aDevice(app, DESK)]
  tom = suivi(phone, app.password)
  claire = suivi(desk, app.password)
  await tom.signIn('tom@verdier.example')
  await claire.signIn('claire@verdier.example')
})

beforeEach(() => {
  pictureIfFailed(phone)
  pictureIfFailed(desk)
})

afterAll(async () => {
  await phone.close()
  await desk.close()
  await app.stop()
})

it('who is switched off while offline hands over what was not sent, and keeps nothing', async () => {
  await tom.isInstalled()
  await tom.openClient('Hôtel du Parc')
  const [number = ''] = await tom.tickInvoices(1)
  await tom.requalify('Delivery dispute')
  await tom.openCase(new RegExp(`^Delivery dispute, ${number}`))
  await tom.isUpToDate()
  caseOfTom = new URL(phone.page.url()).pathname
  await phone.offline(true)
  await tom.comment('Said in the cellar.')
  await tom.strip().getByText('1 to send').waitFor()

  await desk.page.goto(`${app.url}/people`)
  await desk.page.getByRole('button', { name: /^Tom / }).click()
  const sheet = desk.page.getByRole('dialog')
  await sheet.getByText('Owns', { exact: false }).waitFor()
  await sheet.getByRole('button', { name: 'Switch off…' }).click()
  await sheet.getByText('handed over first', { exact: false }).waitFor()
  await sheet.getByRole('button', { name: 'Switch off the account' }).click()
  await desk.page.getByText('The account of Tom Becker is switched off.').waitFor()
  await desk.page.getByText('to send', { exact: false }).waitFor({ state: 'hidden' })

  await phone.offline(false)
  await phone.page.getByText('This account was switched off.').waitFor()
  await phone.page.getByText('1 action that was not sent has been handed').waitFor()
  await expect.poll(() => whatIsLeft(phone.page)).toEqual({ databases: [], caches: [], kept: [] })
  expect(await storedText(phone.page)).not.toContain('cellar')
  expect(phone.errors).toEqual([])
})

it('their password no longer opens anything', async () => {
  await phone.page.getByLabel('E-mail').fill('tom@verdier.example')
  await phone.page.getByLabel('Password', { exact: true }).fill(app.password)
  await phone.page.keyboard.press('Enter')
  await phone.page.getByText('This account is switched off.').waitFor()
})

it('an administrator adopts it, and the history tells who did what', async () => {
  await desk.page.goto(`${app.url}/quarantine`)
  await desk.page.getByText('Comment: “Said in the cellar.”').waitFor()
  await desk.page.getByRole('button', { name: 'Tick all' }).click()
  await desk.page.getByRole('button', { name: 'Adopt', exact: true }).click()
  await desk.page.getByText('Nothing waits for you').waitFor()
  await desk.page.getByText('Adopted by You').or(desk.page.getByText('Adopted by Claire')).first().waitFor()

  await desk.page.goto(app.url + caseOfTom)
  await desk.page.getByText('Said in the cellar.').waitFor()
  await desk.page.getByText('from quarantine').waitFor()
  expect(desk.errors).toEqual([])
})

/** What this browser keeps that has anything in it, besides the app itself. */
function whatIsLeft(page: Page) {
  // What the sign-in page itself begins with.
  return page.evaluate(
    async (OF_NOBODY) => {
      const databases: string[] = []
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((done, fail) => {
          const opening = indexedDB.open(name)
          opening.onsuccess = () => done(opening.result)
          opening.onerror = () => fail(new Error(name))
        })
        for (const store of database.objectStoreNames) {
          const count = await new Promise<number>((done, fail) => {
            const counting = database.transaction(store).objectStore(store).count()
            counting.onsuccess = () => done(counting.result)
            counting.onerror = () => fail(new Error(store))
          })
          if (count > 0) databases.push(`${name}/${store}: ${count}`)
        }
        database.close()
      }
      return {
        databases,
        caches: (await caches.keys()).filter((name) => !name.includes('precache')),
        kept: [...Object.entries(localStorage), ...Object.entries(sessionStorage)].filter(
          ([key, value]) => !OF_NOBODY.some((own) => own === key || own === `${key}: ${value}`),
        ),
      }
    },
    ['theme: system', 'vue-router:scroll'],
  )
}
