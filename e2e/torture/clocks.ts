import postgres from 'postgres'
import { addDays, dayIn } from '#shared/base/calendar-day.ts'
import { must } from '#shared/base/must.ts'
import { COLLECTOR } from '../bench/ledger.ts'
import { realDevice, within } from './real-device.ts'
import type { Site } from './site.ts'
import type { Extent, Told } from './told.ts'

const HOUR_MS = 3_600_000
const OFF: Record<string, number> = {
  '+26 h': 26 * HOUR_MS,
  '−26 h': -26 * HOUR_MS,
  '−400 days': -400 * 24 * HOUR_MS,
}
const ENTRIES = 12
const WITHIN_MS = 30_000
/** Forwards last: a server takes no moment before the last it has given. */
const SERVER_OFF = Object.entries(OFF).toSorted(([, a], [, b]) => a - b)
/** Of the moment of a tap, by the server's clock. */
const CLOSE_MS = 120_000

/** Somebody works on a device while its clock, or the server's, is wrong. Returns what is not as it should be; `aheadMs`: of the server's moments. */
async function workWith(site: Site, deviceOffMs: number, aheadMs: number, turn: number): Promise<string[]> {
  const device = await realDevice(site.url, COLLECTOR, { clockOffMs: deviceOffMs })
  const wrong: string[] = []
  const made: string[] = []
  const begunMs = Date.now()
  const clientId = must(site.ledger.clientIds[1], 'a client')
  const actionId = must(site.ledger.actionIds[1], 'a case')
  const dueOn = addDays(dayIn('Europe/Paris', begunMs), 40 + turn)
  try {
    await within(WITHIN_MS, () => device.work.view.snapshot.value.reached > 0)
    device.offline(true)
    for (let n = 0; n < ENTRIES; n += 1) {
      const subject = { type: 'client' as const, id: clientId }
      const one =
        n % 2 === 0
          ? await device.work.entries.make('comment.written', subject, {
              actionId,
              itemIds: [],
              text: `Clock ${turn}, words ${n}.`,
              visibility: 'internal',
            })
          : await device.work.entries.make('action.changed', subject, {
              actionId,
              fields: { dueOn: n === ENTRIES - 1 ? dueOn : addDays(dueOn, n) },
              comment: null,
            })
      if (one.type === 'kept') made.push(one.entryId)
      else wrong.push(`tap ${n}: ${one.type}`)
    }
    device.offline(false)
    if ((await within(WITHIN_MS, () => device.isSettled(0))) === null) wrong.push('not all is answered')
    const [file] = await device.work.view.filesOfClient(clientId)
    const seen = file?.file.actions.find(({ id }) => id === actionId)?.dueOn
    if (seen !== dueOn) wrong.push(`the device shows the day ${String(seen)} instead of ${dueOn}`)
  } finally {
    await device.close()
  }
  const sql = postgres(site.databaseUrl, { max: 1 })
  const rows = await sql<{ id: string; outcome: string; occurred: string; received: string }[]>`
    select e.id, e.outcome->>'type' as outcome, e.occurred_at::text as occurred, e.received_at::text as received
    from entries e left join history h on h.company_id = e.company_id and h.id = e.id
    where e.company_id = ${site.ledger.companyId} and e.id = any(${made}) order by e.n, h.number`
  const [action] = await sql<
    { due: string }[]
  >`select due_on::text as due from actions where id = ${actionId}`
  await sql.end()
  if (rows.map(({ id }) => id).join() !== made.join()) wrong.push('another order, or not all of it')
  if (action?.due !== dueOn) wrong.push(`the server keeps the day ${String(action?.due)} instead of ${dueOn}`)
  let before = 0
  for (const { outcome, occurred, received } of rows) {
    const at = Number(occurred) - aheadMs
    if (outcome !== 'applied') wrong.push(`an entry was ${outcome}`)
    if (Number(occurred) <= before) wrong.push('an entry did not occur after the one before it')
    // Each comes after the one before it: what arrives in one moment stands a millisecond apart.
    if (Number(occurred) > Number(received) + ENTRIES) wrong.push('an entry occurred after it was received')
    if (at < begunMs - CLOSE_MS || at > Date.now() + CLOSE_MS)
      wrong.push(`an entry occurred ${((at - begunMs) / HOUR_MS).toFixed(1)} h off`)
    before = Number(occurred)
  }
  return wrong
}

/** Wrong clocks move neither the order of what was done nor the days that were chosen. */
export async function clocks(site: Site, _extent: Extent): Promise<Told> {
  const seen: Record<string, string[]> = {}
  let turn = 0
  for (const [name, offMs] of Object.entries(OFF)) {
    seen[`device ${name}`] = await workWith(site, offMs, 0, turn++)
  }
  for (const [name, offMs] of SERVER_OFF) {
    await site.killServer()
    await site.startServer(offMs)
    seen[`server ${name}`] = await workWith(site, 0, Math.max(0, offMs), turn++)
  }
  await site.killServer()
  await site.startServer()
  const wrong = Object.fromEntries(Object.entries(seen).filter(([, list]) => list.length > 0))
  return {
    fault: 'clocks',
    injected: `${Object.keys(seen).join(', ')}: ${ENTRIES} entries each, made without a network`,
    expected:
      'all applied in order, days as chosen, moments by the server’s clock, each after the one before, none later than received but for that',
    seen: Object.keys(wrong).length === 0 ? 'so it is' : JSON.stringify(wrong),
    isAsExpected: Object.keys(wrong).length === 0,
  }
}
