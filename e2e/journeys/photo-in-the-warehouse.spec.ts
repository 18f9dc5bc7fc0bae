import { join } from 'node:path'
import sharp from 'sharp'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Suivi, suivi } from '../pages/suivi.ts'
import { type RunningApp, startApp } from '../support/app.ts'
import { DESK, type Device, aDevice, pictureIfFailed } from '../support/phone.ts'

let app: RunningApp
let phone: Device
let desk: Device
let samir: Suivi
let marc: Suivi
let folder: string
/** A case that Samir resolves. */
let address: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'suivi-photos-'))
  app = await startApp()
  ;[phone, desk] = await Promise.all([aDevice(app), aDevice(app, DESK)])
  samir = suivi(phone, app.password)
  marc = suivi(desk, app.password)
  await Promise.all([samir.signIn('samir@verdier.example'), marc.signIn('marc@verdier.example')])
  await samir.isInstalled()
  await samir.go('Cases')
  address = (await phone.page.locator('a[href^="/cases/"]').first().getAttribute('href')) ?? ''
})

beforeEach(() => pictureIfFailed(phone))

afterAll(async () => {
  await Promise.all([phone.close(), desk.close()])
  await app.stop()
  rmSync(folder, { recursive: true, force: true })
})

const documents = (page: Page) => page.getByRole('region', { name: 'Documents' })
const sheet = () => phone.page.getByRole('dialog', { name: 'Add a document' })

/** A photo as a phone held upright takes it: on its side, with a mark that says so, and where it was taken. */
async function aPhoto(name: string, colour: string, [width, height] = [2856, 2142]): Promise<string> {
  const path = join(folder, name)
  await sharp({ create: { width, height, channels: 3, background: colour } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 30/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toFile(path)
  return path
}

async function takePhoto(path: string, pages: number): Promise<void> {
  await sheet().getByTestId('camera').setInputFiles(path)
  await sheet()
    .getByRole('img', { name: `Page ${pages}` })
    .waitFor()
}

it('two pages photographed without a network are seen at once, and by a colleague when there is one', async () => {
  await phone.page.goto(app.url + address)
  await documents(phone.page).waitFor()
  await phone.offline(true)

  await phone.page.getByRole('button', { name: 'Add a document' }).last().click()
  await takePhoto(await aPhoto('note.jpg', '#c03030'), 1)
  await takePhoto(await aPhoto('pallet.jpg', '#3060c0'), 2)
  await sheet().getByText('Delivery note', { exact: true }).click()
  await sheet().getByLabel(/^Name/).fill('Note of the broken pallet')
  await sheet().getByRole('button', { name: 'Add 2 pages' }).click()
  await sheet().waitFor({ state: 'hidden' })

  const row = documents(phone.page).getByRole('button', { name: /Note of the broken pallet/ })
  await row.getByText('Waiting for the network').waitFor()
  await row.locator('img').waitFor()

  await phone.reopen(address)
  await documents(phone.page)
    .getByRole('button', { name: /broken pallet/ })
    .getByText('Waiting')
    .waitFor()

  await phone.offline(false)
  await desk.page.goto(app.url + address)
  const seen = documents(desk.page).getByRole('button', { name: /Note of the broken pallet/ })
  await seen.locator('img').waitFor()
  await seen.click()
  const viewer = desk.page.getByRole('dialog', { name: 'Note of the broken pallet' })
  const picture = viewer.getByRole('img', { name: /Page 1 of 2/ })
  await picture.waitFor()
  // Upright: what lay on its side stands.
  expect(await sizeOf(picture)).toEqual({ width: 1500, height: 2000 })
  await viewer.getByRole('button', { name: 'Next page' }).click()
  await viewer.getByRole('img', { name: /Page 2 of 2/ }).waitFor()
  await viewer.getByRole('button', { name: 'Close' }).click()

  // The device lets go of its copy when the row says so, and still shows the photo.
  await documents(phone.page).getByText('Waiting').waitFor({ state: 'detached' })
  await expect.poll(() => keptOnItsWay(phone.page)).toBe(0)
  await phone.offline(true)
  await documents(phone.page)
    .getByRole('button', { name: /broken pallet/ })
    .click()
  await phone.page
    .getByRole('dialog')
    .getByRole('img', { name: /Page 1 of 2/ })
    .waitFor()
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await phone.offline(false)
})

it('a draft is there again after the phone has killed the page behind its camera', async () => {
  await phone.page.goto(app.url + address)
  await phone.page.getByRole('button', { name: 'Add a document' }).last().click()
  await takePhoto(await aPhoto('killed.jpg', '#30a050'), 1)
  await phone.reopen(address)
  await sheet().getByRole('img', { name: 'Page 1' }).waitFor()
  await sheet().getByRole('button', { name: 'Throw the draft away' }).click()
  await phone.page.getByRole('alertdialog').getByRole('button', { name: 'Throw the draft away' }).click()
  await sheet().waitFor({ state: 'hidden' })
})

it('a document is changed and withdrawn with a reason, and stays marked for everybody', async () => {
  const { page } = desk
  await page.goto(app.url + address)
  await documents(page)
    .getByRole('button', { name: /broken pallet/ })
    .click()
  await page.getByRole('button', { name: 'About this document' }).click()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByLabel('Name').fill('Signed note')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog', { name: 'Signed note' }).waitFor()
  await page.getByRole('button', { name: 'About this document' }).click()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByLabel('Why does it no longer count?').fill('It is of another delivery.')
  await page.getByRole('button', { name: 'Withdraw', exact: true }).last().click()
  await documents(phone.page).getByText('Withdrawn: It is of another delivery.').waitFor()
})

it('a screen reader finds its way through sheet, viewer and gallery', async () => {
  const { page } = phone
  await page.goto(app.url + address)
  await page.getByRole('button', { name: 'Add a document' }).last().click()
  await takePhoto(await aPhoto('axe.jpg', '#808080'), 1)
  await expectNoViolations(page)
  await sheet().getByRole('button', { name: 'Add one page' }).click()
  await sheet().waitFor({ state: 'hidden' })
  await documents(page)
    .getByRole('button', { name: /^Photo/ })
    .first()
    .click()
  await page.getByRole('dialog').getByRole('img').waitFor()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'About this document' }).click()
  await page.getByText('Fingerprint (SHA-256)').waitFor()
  await expectNoViolations(page)
  await page.goto(`${app.url}${address}/documents`)
  await page.getByRole('listitem').first().waitFor()
  await expectNoViolations(page)
  expect(phone.errors).toEqual([])
  expect(desk.errors).toEqual([])
})

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

function sizeOf(picture: ReturnType<Page['locator']>) {
  return picture.evaluate((image) =>
    image instanceof HTMLImageElement ? { width: image.naturalWidth, height: image.naturalHeight } : null,
  )
}

/** How many pages the device has alone. */
function keptOnItsWay(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, fail) => {
        const opening = indexedDB.open('suivi-documents')
        opening.onerror = () => fail(new Error('not opened'))
        opening.onsuccess = () => {
          const counting = opening.result.transaction('bytes').objectStore('bytes').count()
          counting.onsuccess = () => {
            opening.result.close()
            done(counting.result)
          }
        }
      }),
  )
}
