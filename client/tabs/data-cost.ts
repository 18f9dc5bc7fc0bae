import * as z from 'zod/mini'
import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import type { Ports } from '../session/ports.ts'

const bytesSchema = z.object({ sent: z.number(), received: z.number() })
export type Bytes = z.infer<typeof bytesSchema>

const keptSchema = z.object({ day: z.string(), today: bytesSchema, thisMonth: bytesSchema })

/** What sync has cost this device in data, as its clock counts days. */
export type DataCost = { today: Bytes; thisMonth: Bytes }

const KEY = 'suivi.data-cost'
const NOTHING: Bytes = { sent: 0, received: 0 }

export function countData(ports: Ports, { sent, received }: Bytes): void {
  const day = dayOf(ports)
  const { today, thisMonth } = costOn(day, ports)
  const plus = (before: Bytes) => ({ sent: before.sent + sent, received: before.received + received })
  const kept = { day, today: plus(today), thisMonth: plus(thisMonth) }
  ports.keep.set(KEY, JSON.stringify(kept))
}

export function dataCost(ports: Ports): DataCost {
  return costOn(dayOf(ports), ports)
}

function costOn(day: CalendarDay, ports: Ports): DataCost {
  const kept = read(ports.keep.get(KEY))
  return {
    today: kept?.day === day ? kept.today : NOTHING,
    thisMonth: kept?.day.slice(0, 7) === day.slice(0, 7) ? kept.thisMonth : NOTHING,
  }
}

function read(text: string | null) {
  try {
    return text === null ? undefined : z.safeParse(keptSchema, JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function dayOf({ clock }: Ports): CalendarDay {
  return dayIn(new Intl.DateTimeFormat().resolvedOptions().timeZone, clock.now())
}
