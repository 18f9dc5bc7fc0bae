import { newId } from '#shared/base/ids.ts'
import { signedUpload } from '#shared/protocol/documents.ts'
import { DEVICE_HEADER, SIGNATURE_HEADER } from '#shared/protocol/version.ts'
import type { OutboxDatabase } from '../outbox/database.ts'
import { deviceIdOf } from '../outbox/device.ts'
import { signText } from '../outbox/device-key.ts'
import type { Ports } from '../session/ports.ts'
import { headersOf } from './headers-of.ts'
import { openKeptDatabase } from './kept-database.ts'
import { KeptPages } from './kept-pages.ts'
import { uploadPage } from './upload-page.ts'

/**
 * Pages that a person whose work was ended had not sent go to the server under the signature of the device, where they
 * count for nothing until somebody adopts the entry that speaks of them. Returns how many are left; when none is,
 * everything of theirs is gone from here, drafts too: nobody could say where those belong.
 */
export async function handOverPages(
  ports: Ports,
  outbox: OutboxDatabase,
  userId: string,
  signal: AbortSignal,
): Promise<number> {
  const name = `${ports.prefix}documents`
  // Where nobody ever took a photo nothing is begun for them.
  const known = await indexedDB.databases?.()
  if (known && !known.some((one) => one.name === name)) return 0
  const kept = new KeptPages(() => openKeptDatabase(name), userId)
  try {
    const rows = await kept.onTheirWay()
    const device = await deviceIdOf(outbox, () => newId(ports.clock.now(), ports.random(16)))
    let left = 0
    for (const row of rows) {
      // What was sent is there, and what was refused nobody takes.
      if (row.sentAtMs !== null || row.refused !== null) continue
      const bytes = await kept.bytesOf(row.hash)
      if (!bytes) continue
      const signature = await signText(ports, outbox, userId, signedUpload(userId, row))
      if (signature === null || signal.aborted) {
        left++
        continue
      }
      const headers = { ...headersOf(userId), [DEVICE_HEADER]: device, [SIGNATURE_HEADER]: signature }
      const onUrl = (uploadUrl: string) => void kept.change(row.key, { uploadUrl }).catch(ports.report)
      const sent = await uploadPage({
        row,
        bytes: bytes.upload,
        headers,
        onUrl,
        onProgress: () => {},
        signal,
      })
      if (sent.type === 'sent') await kept.change(row.key, { sentAtMs: ports.clock.now() })
      else if (sent.type !== 'refused') left++
    }
    if (left === 0) await kept.wipe()
    return left
  } finally {
    await kept.close()
  }
}
