import { type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Device } from '../support/phone.ts'

/** What a collector sees and touches, by role and label; a journey speaks in these. */
export function suivi(device: Device, password: string) {
  const page = () => device.page
  const sheet = (name: string | RegExp): Locator => page().getByRole('dialog', { name })
  const first = (locator: Locator) => locator.first()

  return {
    async signIn(email: string) {
      await page().getByLabel('E-mail').fill(email)
      await page().getByLabel('Password', { exact: true }).fill(password)
      await page().keyboard.press('Enter')
      await page().getByRole('heading', { name: 'Agenda', level: 1 }).waitFor()
      await page().getByText('Up to date').waitFor()
    },

    /** The app can be closed and opened without a network from here on. */
    async isInstalled() {
      await page().evaluate(async () => {
        await navigator.serviceWorker.ready
      })
    },

    async go(place: 'Agenda' | 'Clients' | 'Cases' | 'More') {
      await page()
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: place, exact: true })
        .click()
      await page().getByRole('heading', { name: place, level: 1 }).waitFor()
    },

    async openClient(name: string) {
      await this.go('Clients')
      await page().getByRole('searchbox').fill(name)
      await first(page().getByText(name, { exact: true })).click()
      await page().getByRole('heading', { name, level: 1 }).waitFor()
      await page()
        .getByRole('tab', { name: /^Items/ })
        .waitFor()
    },

    /** Ticks the first n invoices of the client on screen that sit in no case; returns their numbers. */
    async tickInvoices(n: number): Promise<string[]> {
      const boxes = page()
        .getByRole('listitem')
        .filter({ hasNotText: ' in “' })
        .getByRole('checkbox', { name: /^Tick F/ })
      await first(boxes).waitFor()
      const names: string[] = []
      for (let at = 0; at < n; at += 1) {
        const box = boxes.nth(at)
        names.push(((await box.getAttribute('aria-label')) ?? '').replace('Tick ', ''))
        await box.click()
      }
      return names
    },

    /** Three steps in one sheet: status, what comes next as proposed, submit. */
    async requalify(status: string, resolver?: string) {
      await page().getByRole('button', { name: 'Change status' }).click()
      const requalify = sheet('Change status')
      await requalify.getByText(status, { exact: true }).click()
      if (resolver) {
        await requalify.getByRole('combobox', { name: /^Who must resolve it/ }).fill(resolver)
        await page()
          .getByRole('option', { name: new RegExp(resolver) })
          .click()
      }
      await requalify.getByRole('button', { name: 'Continue' }).click()
      await requalify.getByText('New action', { exact: true }).waitFor()
      await requalify.getByRole('button', { name: 'Continue' }).click()
      await requalify.getByRole('button', { name: 'Submit' }).click()
      await requalify.waitFor({ state: 'hidden' })
    },

    /** The same, where nothing is opened or what is proposed is taken. */
    async requalifyOnly(status: string) {
      await page().getByRole('button', { name: 'Change status' }).click()
      const requalify = sheet('Change status')
      await requalify.getByText(status, { exact: true }).click()
      await requalify.getByRole('button', { name: 'Continue' }).click()
      await requalify.getByRole('radiogroup', { name: 'What comes next' }).waitFor()
      await requalify.getByRole('button', { name: 'Continue' }).click()
      await requalify.getByRole('button', { name: 'Submit' }).click()
      await requalify.waitFor({ state: 'hidden' })
    },

    /** Opens the case that was just made from the client's page. */
    async openCase(name: RegExp) {
      await page()
        .getByRole('tab', { name: /^Actions/ })
        .click()
      await first(page().getByRole('tabpanel').getByRole('link', { name })).click()
      await page().getByRole('heading', { name, level: 1 }).waitFor()
    },

    async comment(text: string) {
      await page().getByRole('button', { name: 'Comment', exact: true }).click()
      await sheet('Comment').getByRole('textbox').fill(text)
      await sheet('Comment').getByRole('button', { name: 'Add the comment' }).click()
      await sheet('Comment').waitFor({ state: 'hidden' })
    },

    async reschedule(day: string) {
      await page().getByRole('button', { name: 'Reschedule', exact: true }).click()
      await sheet('Reschedule').getByLabel('Next date').fill(day)
      await sheet('Reschedule')
        .getByRole('button', { name: /^Move to/ })
        .click()
      await sheet('Reschedule').waitFor({ state: 'hidden' })
    },

    async choose(command: string) {
      await page().getByRole('button', { name: 'More', exact: true }).click()
      await page().getByRole('menuitem', { name: command }).click()
    },

    async takeOut(itemNumber: string, because: 'Resolved' | 'By mistake') {
      await this.choose('Take items out')
      const out = sheet('Take items out')
      const box = out.getByRole('checkbox', { name: `Tick ${itemNumber}` })
      if (!(await box.isChecked())) await box.click()
      await out.getByText(because, { exact: true }).click()
      await out.getByRole('button', { name: /^Take out/ }).click()
      await out.waitFor({ state: 'hidden' })
    },

    async putIn(itemNumber: string) {
      await this.choose('Put items in')
      const into = sheet('Put items in')
      await into.getByRole('checkbox', { name: `Tick ${itemNumber}` }).click()
      await into.getByRole('button', { name: /^Put in/ }).click()
      await into.waitFor({ state: 'hidden' })
    },

    async close() {
      await this.choose('Close the case')
      const closing = sheet('Close the case')
      await closing.getByRole('button', { name: 'Close the case' }).click()
      await closing.waitFor({ state: 'hidden' })
    },

    async reopen() {
      await page().getByRole('button', { name: 'Reopen', exact: true }).click()
      await sheet('Reopen').getByRole('button', { name: 'Reopen' }).click()
      await sheet('Reopen').waitFor({ state: 'hidden' })
    },

    strip: (): Locator =>
      page()
        .getByRole('link')
        .filter({ has: page().getByRole('status') }),

    async isUpToDate() {
      await this.strip().getByText('Up to date').waitFor()
      await expect.poll(() => this.strip().textContent()).not.toContain('to send')
    },
  }
}

export type Suivi = ReturnType<typeof suivi>

/** Everything this browser keeps in IndexedDB, as text: to see what a device holds and what it does not. */
export function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts: string[] = []
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue
      const database = await new Promise<IDBDatabase>((done, fail) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => done(opening.result)
        opening.onerror = () => fail(new Error(name))
      })
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((done, fail) => {
          const reading = database.transaction(store).objectStore(store).getAll()
          reading.onsuccess = () => done(reading.result)
          reading.onerror = () => fail(new Error(store))
        })
        texts.push(JSON.stringify(rows))
      }
      database.close()
    }
    return texts.join('\n')
  })
}
