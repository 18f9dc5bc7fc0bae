import type { Entry } from '#shared/journal/entry.ts'
import { newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { randomBytes } from 'node:crypto'
import { COLLECTOR } from '../bench/ledger.ts'
import { realDevice, within } from './real-device.ts'
import { compareSaid } from './said.ts'
import type { Site } from './site.ts'
import type { Extent, Told } from './told.ts'

const ANSWERED_WITHIN_MS = 30_000

/** Each is something that no screen makes, and that a defect, a newer build or a tampered device could. */
const POISONS: Record<string, (good: Entry) => Entry> = {
  'NUL in a text': (good) => ({ ...good, data: { ...dataOf(good), text: 'before\u0000after' } }),
  'half a character': (good) => ({ ...good, data: { ...dataOf(good), text: 'before\ud800after' } }),
  'NUL as a key': (good) => ({ ...good, data: { ...dataOf(good), 'k\u0000': 1 } }),
  'NUL in the device': (good) => ({ ...good, device: 'de\u0000vice' }),
  'NUL in the stamp': (good) => ({ ...good, seen: { version: 0, stamp: '\u0000' } }),
  'a text of 300 kB': (good) => ({ ...good, data: { ...dataOf(good), text: 'x'.repeat(300_000) } }),
  'wrong types': (good) => ({ ...good, data: { actionId: 7, itemIds: 'all', text: null } }),
  'no data': (good) => ({ ...good, data: null }),
  'an unknown kind': (good) => ({ ...good, kind: 'moon.landed', data: { on: 'the moon' } }),
  'a version from the future': (good) => ({ ...good, v: 2_147_483_648 }),
  'a moment out of all calendars': (good) => ({ ...good, at: Number.MAX_SAFE_INTEGER }),
  'a version nobody reached': (good) => ({ ...good, seen: { version: Number.MAX_SAFE_INTEGER, stamp: 'x' } }),
  'an amount too large': (good) => ({
    ...good,
    kind: 'items.requalified',
    data: {
      itemIds: [newId(good.at, randomBytes(16))],
      on: '2026-11-22',
      statusId: 'status.dispute',
      comment: null,
      reasonId: null,
      disputedMinor: { [good.id]: 1e300 },
      next: { mode: 'scenario' },
    },
  }),
  'a day that is none': (good) => ({
    ...good,
    kind: 'action.changed',
    data: { actionId: dataOf(good)['actionId'], fields: { dueOn: '2026-02-31' }, comment: null },
  }),
  "another's name": (good) => ({ ...good, by: 'somebody-else' }),
}

/** A broken entry in the middle of a device's work: what is around it goes on, and it has an answer with a reason. */
export async function poisoned(site: Site, _extent: Extent): Promise<Told> {
  const device = await realDevice(site.url, COLLECTOR)
  const good: string[] = []
  const unanswered: string[] = []
  const mute: string[] = []
  try {
    await within(ANSWERED_WITHIN_MS, () => device.work.view.snapshot.value.reached > 0)
    const clientId = must(site.ledger.clientIds[0], 'a client')
    const actionId = must(site.ledger.actionIds[0], 'a case')
    const say = async (text: string) => {
      const data = { actionId, itemIds: [], text, visibility: 'internal' as const }
      const made = await device.work.entries.make('comment.written', { type: 'client', id: clientId }, data)
      if (made.type === 'kept') good.push(text)
    }
    const bad = new Map<string, string>()
    device.offline(true)
    await say('Before all poison.')
    const said = must((await device.work.outbox.all()).at(-1), 'what was said').entry
    const model = { ...said, data: { ...dataOf(said), text: 'Poison.' } }
    for (const [name, poison] of Object.entries(POISONS)) {
      const entry = poison({ ...model, id: newId(Date.now(), randomBytes(16)) })
      bad.set(entry.id, name)
      await device.work.outbox.append([entry])
      await say(`After ${name}.`)
    }
    device.offline(false)
    await within(ANSWERED_WITHIN_MS, async () => {
      const records = await device.work.outbox.all()
      return records.every(({ outcome }) => outcome !== null)
    })
    for (const { entry, outcome } of await device.work.outbox.all()) {
      const name = bad.get(entry.id) ?? `(good) ${entry.id}`
      if (outcome === null) unanswered.push(name)
      else if (bad.has(entry.id) && outcome.type !== 'refused' && outcome.type !== 'deferred')
        mute.push(`${name}: ${outcome.type}`)
    }
  } finally {
    await device.close()
  }
  const said = await compareSaid(site, good)
  return {
    fault: 'poisoned entries',
    injected: `${Object.keys(POISONS).length} broken entries between good ones: ${Object.keys(POISONS).join(', ')}`,
    expected: 'every good one arrives once, every broken one is answered with a reason',
    seen: JSON.stringify({ ...said, unanswered, taken: mute }),
    isAsExpected: said.lost === 0 && said.twice === 0 && unanswered.length === 0,
  }
}

function dataOf({ data }: Entry): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? { ...data } : {}
}
