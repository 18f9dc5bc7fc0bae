import type { SeenFile } from '../../../client/replica/snapshot.ts'
import type { Company } from '#shared/company/company.ts'
import { must } from '#shared/base/must.ts'
import { addDays, type CalendarDay } from '#shared/base/calendar-day.ts'
import type { Action } from '#shared/actions/action.ts'
import type { Item } from '#shared/items/item.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { Subject } from '#shared/journal/entry.ts'
import type { KindName } from '#shared/journal/kinds.ts'
import type { Chance } from '../../../server/demo/chance.ts'

/** What somebody has before them when they tap: a file they hold, the company, and their own earlier entries. */
export type Desk = {
  chance: Chance
  userId: string
  company: Company
  today: CalendarDay
  seen: Seen | null
  /** Entries of theirs this device knows of. */
  own: readonly string[]
  newId: () => string
  /** Sits down to work: mentions people, gives to-dos to cases, and answers what waits for them. */
  sitsDown: boolean
  /** Looks for what can be done, where that is rare. */
  isHelped: boolean
  /** The company has rules at work, and people set them. */
  hasRules: boolean
  /** Who is at work in a run that is after something; empty in others. */
  atWork: readonly string[]
}

/** What of a file a wish is about. */
type Seen = Pick<SeenFile, 'file' | 'history'>

export type WishOf<K extends KindName> = { subject: Subject; data: DataOf<K> }

/** What somebody may want to do with a kind of entry; null when there is nothing to do it with. */
export type Maker<K extends KindName> = (desk: Desk) => WishOf<K> | null

export function oneOf<T>(desk: Desk, from: readonly T[]): T | null {
  return from.length === 0 ? null : (from[desk.chance.whole(0, from.length - 1)] ?? null)
}

/** One of a list that is never empty, whatever its members look like. */
export function pick<T>(chance: Chance, from: readonly T[]): T {
  return must(from[chance.whole(0, from.length - 1)], 'something to pick')
}

export function someOf<T>(desk: Desk, from: readonly T[], atMost = 3): T[] {
  const left = [...from]
  const wanted = desk.chance.whole(1, atMost)
  return Array.from({ length: Math.min(wanted, left.length) }, () =>
    left.splice(desk.chance.whole(0, left.length - 1), 1),
  ).flat()
}

export function subjectOf(seen: Seen): Subject {
  return { type: 'client', id: seen.file.client.id }
}

/** Mostly one that is open: what is closed is worked on too, by mistake or to see what happens. */
export function anAction(desk: Desk, wanted: (action: Action) => boolean = isOpen): Action | null {
  const actions = (desk.seen?.file.actions ?? []).filter(({ removed }) => !removed)
  const fitting = actions.filter(wanted)
  return oneOf(desk, fitting.length > 0 && !desk.chance.isTrue(0.1) ? fitting : actions)
}

export function someItems(desk: Desk): Item[] {
  const items = desk.seen?.file.items ?? []
  const open = items.filter(({ closedOn }) => closedOn === null)
  return someOf(desk, open.length > 0 && !desk.chance.isTrue(0.1) ? open : items)
}

export function aDay(desk: Desk): CalendarDay {
  return addDays(desk.today, desk.chance.whole(-3, 20))
}

export function somebody(desk: Desk): string {
  return oneOf(desk, [...desk.company.people.keys()]) ?? desk.userId
}

/** Somebody who is often at work in a run. */
export function aColleague(desk: Desk): string {
  if (!desk.sitsDown || desk.chance.isTrue(0.2)) return somebody(desk)
  const others = desk.atWork.filter((id) => id !== desk.userId)
  if (others.length > 0) return oneOf(desk, others) ?? desk.userId
  return desk.chance.one(['ana', 'mara', 'ben', 'rui', 'dora'] as const)
}

export function settingOf(
  desk: Desk,
  kind: 'status' | 'reason' | 'resolution' | 'rootCause' | 'department',
): string | null {
  return (
    oneOf(
      desk,
      [...desk.company.settings.values()].filter((setting) => setting.kind === kind),
    )?.id ?? null
  )
}

export function words(desk: Desk): string {
  return `words ${desk.chance.whole(1, 9999)}`
}

function isOpen({ closedOn }: Action): boolean {
  return closedOn === null
}
