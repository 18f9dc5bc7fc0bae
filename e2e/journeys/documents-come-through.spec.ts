import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let phone: Device
let folder: string
let address: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'suivi-photos-'))
  app = await startApp()
  phone = await aDevice(app)
  const samir = suivi(phone, app.password)
  await samir.signIn('samir@verdier.example')
  await samir.isInstalled()
  await samir.go('Cases')
  address = (await phone.page.locator('a[href^="/cases/"]').first().getAttribute('href')) ?? ''
})

beforeEach(() => pictureIfFailed(phone))

afterAll(async () => {
  await phone.close()
  await app.stop()
  rmSync(folder, { recursive: true, force: true })
})

const documents = (page: Page) => page.getByRole('region', { name: 'Documents' })
const sheet = (page: Page) => page.getByRole('dialog', { name: 'Add a document' })

it('what another app shares without a network waits for its case, and goes when there is one', async () => {
  await phone.page.goto(app.url)
  await phone.page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor()
  await phone.offline(true)
  await Promise.all([phone.page.waitForURL('**/share'), phone.page.evaluate(share)])
  const { page } = phone
  await page.getByText('one file', { exact: false }).first().waitFor()
  await page
    .getByRole('list', { name: /belong/i })
    .getByRole('button')
    .first()
    .click()
  await sheet(page).getByText('order.txt').waitFor()
  await sheet(page).getByLabel(/^Name/).fill('Order by mail')
  await sheet(page).getByRole('button', { name: 'Add one page' }).click()
  await documents(page)
    .getByRole('button', { name: /Order by mail/ })
    .getByText('Waiting for the network')
    .waitFor()
  await phone.offline(false)
  await documents(page).getByText('Waiting').waitFor({ state: 'detached' })
})

it('a photo that was half sent when the server died goes on when it is there again', async () => {
  const path = join(folder, 'pallet.jpg')
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
  await sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#888', noise } })
    .jpeg()
    .toFile(path)
  const { page } = phone
  await page.goto(app.url + address)
  const slow = await phone.context.newCDPSession(page)
  const line = { offline: false, latency: 50, downloadThroughput: -1 }
  await slow.send('Network.enable')
  await slow.send('Network.emulateNetworkConditions', { ...line, uploadThroughput: 60_000 })
  await page.getByRole('button', { name: 'Add a document' }).last().click()
  await sheet(page).getByTestId('camera').setInputFiles(path)
  await sheet(page).getByLabel(/^Name/).fill('Half sent')
  await sheet(page).getByRole('button', { name: 'Add one page' }).click()
  const row = documents(page).getByRole('button', { name: /Half sent/ })
  await row.getByText(/Sending, [1-9]/).waitFor()
  await app.kill()
  await slow.send('Network.emulateNetworkConditions', { ...line, uploadThroughput: -1 })
  await app.start()
  await expect.poll(() => row.textContent(), { timeout: 60_000 }).not.toMatch(/%|Waiting|Sen/)
  await row.locator('img').waitFor()
})

/** Runs in the page: what the share sheet of a phone posts. */
function share(): void {
  const form = document.createElement('form')
  Object.assign(form, { method: 'post', action: '/share', enctype: 'multipart/form-data' })
  const input = document.createElement('input')
  Object.assign(input, { type: 'file', name: 'files' })
  const given = new DataTransfer()
  given.items.add(new File(['40 pallets, please'], 'order.txt', { type: 'text/plain' }))
  input.files = given.files
  form.append(input)
  document.body.append(form)
  form.submit()
}
