import type { Page } from 'playwright-core'
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
  ana = suivi(phone, app.password)
  await ana.signIn('ana@verdier.example')
  await ana.isInstalled()
})
beforeEach(() => pictureIfFailed(phone))
afterAll(async () => {
  await phone.close()
  await app.stop()
})

const pictureIsKept = () =>
  phone.page.waitForFunction(() => Object.keys(localStorage).some((key) => key.endsWith('picture')))

/** What the first screen says, row by row; what is drawn below the first fifty rows is left out. */
const saidOn = (page: Page, root: string) =>
  page.evaluate(
    (main) => [
      document.querySelector(`${main} button[title]`)?.textContent,
      ...[...document.querySelectorAll(`${main} li`)].slice(0, 50).map(({ textContent }) => textContent),
    ],
    root,
  )

it('a start without a network shows at once what the app then shows, and does what was tapped meanwhile', async () => {
  const before = await saidOn(phone.page, 'main')
  expect(before.length).toBeGreaterThan(10)
  await pictureIsKept()
  await phone.offline(true)
  // Keeps the picture, and taps its first row.
  await phone.context.addInitScript(() => {
    new MutationObserver(() => {
      const picture = document.querySelector('#app[data-picture] main')
      if (navigator.onLine || !picture || sessionStorage.getItem('pictured') !== null) return
      sessionStorage.setItem('pictured', picture.outerHTML)
      picture.querySelector<HTMLElement>('li a')?.click()
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
  const page = await phone.reopen()
  await page.waitForURL(/\/agenda\//)
  await page.goBack()
  await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor()
  expect(await saidOn(page, '#app:not([data-picture]) main')).toEqual(before)
  await page.evaluate(() => {
    document.body.innerHTML = `<div id="seen">${sessionStorage.getItem('pictured')}</div>`
  })
  expect(await saidOn(page, '#seen')).toEqual(before)
  await phone.offline(false)
})

it('who signs out leaves no picture', async () => {
  await phone.reopen()
  await ana.isUpToDate()
  await pictureIsKept()
  await phone.page.goto(`${app.url}/more`)
  await phone.page.getByText('Sign out', { exact: true }).click()
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click()
  await phone.page.getByLabel('E-mail').waitFor()
  expect(await phone.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('picture')
})
