import { and, eq, gt, isNull, lte } from 'drizzle-orm'
import { addDays, dayIn } from '#shared/base/calendar-day.ts'
import { must } from '#shared/base/must.ts'
import { partOf } from '#shared/clients/case-file.ts'
import { horizonOf, withinHorizon } from '#shared/clients/horizon.ts'
import { createCompany } from '#shared/company/company.ts'
import type { Seen } from '#shared/journal/entry.ts'
import type { Person } from '#shared/people/person.ts'
import type { Pull, PullAnswer, PulledFile } from '#shared/protocol/pull.ts'
import type { Settled } from '#shared/protocol/push.ts'
import {
  changedPreferences,
  loadPeople,
  loadSettings,
  peopleFor,
  settingsFor,
} from '../company/load-company.ts'
import { companies, versions } from '../company/tables.ts'
import type { Database, Db } from '../db/open.ts'
import { isKnown, loadVersions } from '../journal/arrivals.ts'
import { loadFiles } from '../journal/file-rows.ts'
import { entries } from '../journal/tables.ts'
import { compareFiles, isSameCompany, keyOf } from './compare-digest.ts'
import { waitingCount } from '../quarantine/quarantined.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { patchesOf, wholeFile } from './file-patches.ts'
import { type HeldFile, filesForAgenda, filesGoneSince, filesNewSince, thatFit } from './held-files.ts'
import { increment } from './increment.ts'
import { packedFiles } from './packed-files.ts'
import { historyInSpan, historyOfFiles } from './pulled-history.ts'

/**
 * One page of what a person may hold: files new to the device whole, in a fixed order; then what changed in the files it
 * knows. Each page is one snapshot; drops since the page before come with every page. The cursor's version is reached,
 * and outcomes are told, with the last page.
 */

export type Puller = { companyId: string; personId: string }

/** What a device tells beside its cursor. */
type Told = Partial<Pick<Pull, 'seen' | 'digest'>>

const FILES_A_PAGE = 250
/** Files of thousands of items come few at a time, so that no page is more than a phone can read at once. */
const ITEMS_A_PAGE = 6_000
/** The agenda goes first: enough for what one sees, and small enough to be seen at once. */
const FILES_A_FIRST_PAGE = 60
const AGENDA_DAYS = 7

/** The page as the JSON text that travels: its packed files are written by the database and read by nobody here. */
export async function pullText(
  database: Database,
  puller: Puller,
  cursorText: string | null,
  now: number,
  told: Told = {},
): Promise<string> {
  const cursor = cursorText === null ? null : readCursor(cursorText)
  const mayBeLittle = cursor?.midway === null && !cursor.knew && !told.seen && !told.digest
  const little = mayBeLittle && (await increment(database.db, puller, cursor, now))
  const { answer, packed } = little
    ? { answer: little, packed: [] }
    : await database.transaction((tx) => pageOf(tx, puller, cursorText, now, told), { snapshot: true })
  return `${JSON.stringify(answer).slice(0, -1)},"packed":[${packed.join()}]}`
}

/** Its packed files are JSON text already. */
export type Page = { answer: Omit<PullAnswer, 'packed'>; packed: readonly string[] }

/** The long way: whatever a device may be due, in the queries of one snapshot. */
export async function pageOf(
  tx: Db,
  puller: Puller,
  cursorText: string | null,
  now: number,
  { seen, digest }: Told = {},
): Promise<Page> {
  const { companyId } = puller
  const [head] = await tx.select().from(companies).where(eq(companies.id, companyId))
  const { version: snapshot, keptSince } = must(head, 'the company')
  const given = cursorText === null ? null : readCursor(cursorText)
  // What does not wait for each other is asked in one go.
  const [latest, isOurs, settings, people] = await Promise.all([
    stampOf(tx, companyId, snapshot),
    isOfThisHistory(tx, companyId, keptSince, given, seen),
    loadSettings(tx, companyId),
    loadPeople(tx, companyId),
  ])
  const stamp = must(latest, 'the stamp of the version')
  const cursor = isOurs ? given : null
  const since = cursor?.version ?? 0
  const begun = { aim: snapshot, aimStamp: stamp, page: since, after: null, first: [] }
  const midway = cursor?.midway ?? { ...begun, ...(isOurs && seen && { told: seen.version }) }
  const company = createCompany(settings, people)
  const person = must(company.people.get(puller.personId), 'the person')
  const today = dayIn(company.timeZone, now)
  const horizon = horizonOf(today)

  const isFirst = cursor?.midway === undefined || cursor.midway === null
  const [due, gone, preferences] = await Promise.all([
    isFirst && since === 0 ? filesForAgenda(tx, puller, addDays(today, AGENDA_DAYS), FILES_A_FIRST_PAGE) : [],
    cursor ? filesGoneSince(tx, puller, midway.page) : [],
    isFirst ? changedPreferences(tx, person.id, since) : null,
  ])
  const agenda = thatFit(due, ITEMS_A_PAGE)
  const rest =
    agenda.length > 0
      ? []
      : await filesNewSince(tx, puller, since, {
          after: midway.after,
          without: midway.first,
          limit: FILES_A_PAGE,
        })
  const held = agenda.length > 0 ? agenda : thatFit(rest, ITEMS_A_PAGE)
  const more = agenda.length > 0 || held.length < rest.length || held.length === FILES_A_PAGE
  const patched = more || since === 0 ? null : { after: since, upTo: snapshot }
  const cases = casesOf(held)
  const [packed, whole, wholeHistory, patches, patchHistory, outcomes] = await Promise.all([
    packedFiles(tx, companyId, clientsOf(held), horizon, snapshot),
    wholeCases(tx, companyId, cases, horizon, snapshot),
    historyOfFiles(tx, companyId, cases),
    patched ? patchesOf(tx, puller, since, patched) : [],
    patched ? historyInSpan(tx, puller, since, patched, horizon) : [],
    more ? [] : outcomesSince(tx, person, companyId, since > 0 ? since : midway.told, midway.aim),
  ])
  const next: Cursor = more
    ? {
        version: since,
        stamp: cursor?.stamp ?? '',
        ...(snapshot > midway.aim && { knew: { version: snapshot, stamp } }),
        midway: {
          ...midway,
          page: snapshot,
          after: agenda.length > 0 ? null : (held.at(-1)?.fileId ?? null),
          first: agenda.length > 0 ? agenda.map(({ fileId }) => fileId) : midway.first,
        },
      }
    : {
        version: midway.aim,
        stamp: midway.aimStamp,
        ...(snapshot > midway.aim && { knew: { version: snapshot, stamp } }),
        midway: null,
      }

  const answer = {
    reset: !isOurs || (cursorText !== null && given === null),
    cursor: writeCursor(next),
    more,
    version: next.version,
    stamp: next.stamp,
    horizon,
    now,
    files: [...whole, ...patches],
    history: [...wholeHistory, ...patchHistory],
    settings: isFirst ? settingsFor(person, settings, since) : [],
    people: isFirst ? peopleFor(person, company, since) : [],
    preferences,
    drops: gone.map(({ kind, fileId }) => ({ kind, id: fileId })),
    outcomes,
    ...(isFirst && since === 0 && { companyWhole: true }),
    ...(!more && person.role === 'administrator' && { quarantined: await waitingCount(tx, companyId) }),
  }
  // A digest is of what a device holds at the end of a pull, so it is compared by a pull that is one page.
  if (!digest || !cursor || cursor.midway || more) return { answer, packed }
  const companyRows = {
    settings: settingsFor(person, settings, 0),
    people: peopleFor(person, company, 0),
    preferences: await changedPreferences(tx, person.id, 0),
  }
  const moved = new Set([...held.map(({ kind, fileId }) => `${kind}:${fileId}`), ...touchedBy(answer)])
  const wrong = await compareFiles(tx, puller, digest, moved)
  const repairs = {
    packed: await packedFiles(tx, companyId, clientsOf(wrong.files), horizon, snapshot),
    cases: await wholeCases(tx, companyId, casesOf(wrong.files), horizon, snapshot),
    history: await historyOfFiles(tx, companyId, casesOf(wrong.files)),
  }
  return {
    answer: {
      ...answer,
      files: [...repairs.cases, ...answer.files],
      history: [...repairs.history, ...answer.history],
      drops: [...answer.drops, ...wrong.drops],
      digest: wrong.verdict,
      ...(isSettled(answer) && !isSameCompany(digest, companyRows) && { ...companyRows, companyWhole: true }),
    },
    packed: [...packed, ...repairs.packed],
  }
}

function touchedBy({ files, history, drops }: Page['answer']): string[] {
  return [...files, ...history, ...drops].map(keyOf)
}

/** No row of the company is on its way with this page. */
function isSettled({ settings, people, preferences }: Page['answer']): boolean {
  return settings.length + people.length === 0 && preferences === null
}

function casesOf(held: readonly HeldFile[]): HeldFile[] {
  return held.filter(({ kind }) => kind === 'case')
}

function clientsOf(held: readonly HeldFile[]): string[] {
  return held.filter(({ kind }) => kind === 'client').map(({ clientId }) => clientId)
}

/** Cases are few and small, and `partOf` alone says what they may know. */
async function wholeCases(
  tx: Db,
  companyId: string,
  held: readonly HeldFile[],
  horizon: string,
  version: number,
): Promise<PulledFile[]> {
  const loaded = await loadFiles(tx, companyId, [...new Set(held.map(({ clientId }) => clientId))])
  return held.flatMap((one) => {
    const server = loaded.get(one.clientId)
    const file = server && partOf(one.fileId, server.file)
    return file ? [wholeFile(one, withinHorizon(file, horizon), null, version)] : []
  })
}

async function stampOf(tx: Db, companyId: string, version: number): Promise<string | undefined> {
  const [row] = await tx
    .select({ stamp: versions.stamp })
    .from(versions)
    .where(and(eq(versions.companyId, companyId), eq(versions.version, version)))
  return row?.stamp
}

/**
 * A version that is missing or has another stamp belongs to another history: a restored backup, another database. A
 * cursor from before what is kept cannot be told any more what left.
 */
async function isOfThisHistory(
  tx: Db,
  companyId: string,
  keptSince: number,
  cursor: Cursor | null,
  seen: Seen | undefined,
): Promise<boolean> {
  const marks: Seen[] = [...(seen ? [seen] : []), ...(cursor ? [cursor] : [])]
  if (cursor?.knew) marks.push(cursor.knew)
  if (cursor?.midway) marks.push({ version: cursor.midway.aim, stamp: cursor.midway.aimStamp })
  const oldest = cursor?.midway?.page ?? cursor?.version
  if (oldest !== undefined && oldest > 0 && oldest < keptSince) return false
  const known = await loadVersions(tx, companyId, marks)
  return marks.every((mark) => isKnown(known, mark))
}

/** Outcomes of somebody's own entries, whichever device sent them; a device that has none asks for none. */
async function outcomesSince(
  tx: Db,
  person: Person,
  companyId: string,
  since: number | undefined,
  upTo: number,
): Promise<Settled[]> {
  if (since === undefined) return []
  return tx
    .select({ entryId: entries.id, outcome: entries.outcome, version: entries.version })
    .from(entries)
    .where(
      and(
        eq(entries.companyId, companyId),
        eq(entries.by, person.id),
        gt(entries.version, since),
        lte(entries.version, upTo),
        isNull(entries.cause),
      ),
    )
}
