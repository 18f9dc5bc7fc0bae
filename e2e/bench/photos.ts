import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'

/** A photo with as much in it as one of a warehouse: noise over two colours. `n` makes it another one. */
export async function aPhoto(
  folder: string,
  n: number,
  { width, height, sigma }: { width: number; height: number; sigma: number },
): Promise<string> {
  const path = join(folder, `photo-${n}.jpg`)
  const noise = { type: 'gaussian', mean: 96 + (n % 64), sigma } as const
  await sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    .jpeg({ quality: 90 })
    .toFile(path)
  return path
}

export const captureSheet = (page: Page) => page.getByRole('dialog', { name: 'Add a document' })

/** The page of a client's documents, with the sheet open that takes them. */
export async function openCapture(page: Page, url: string, clientId: string): Promise<void> {
  await page.goto(`${url}/clients/${clientId}/documents`)
  await page.getByRole('button', { name: 'Add a document' }).click()
  await captureSheet(page).getByRole('button', { name: 'Take a photo' }).waitFor()
}
