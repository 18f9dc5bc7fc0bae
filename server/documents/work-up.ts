import { and, asc, eq, inArray, lte, or } from 'drizzle-orm'
import { IS_SHOWN, type SettledState } from '#shared/documents/document.ts'
import { handlingOf } from '#shared/documents/allowed-types.ts'
import type { Database } from '../db/open.ts'
import type { Log } from '../log.ts'
import { type Content, contentOf } from './content-type.ts'
import { type Picture, reencode } from './re-encode.ts'
import type { Scan, Verdict } from './scan.ts'
import { REENCODED, type Store, keyOf } from './store.ts'
import { documentObjects } from './tables.ts'

type StoredObject = typeof documentObjects.$inferSelect
export type ObjectKey = Pick<StoredObject, 'companyId' | 'hash'>
/** What is found out about bytes. */
type Found = Pick<StoredObject, 'mediaType' | 'reason' | 'width' | 'height'> & { state: SettledState }

export type WorkUpParts = {
  database: Database
  store: Store
  /** Undefined where no scanner is set up. */
  scan: Scan | undefined
  log: Log
  now: () => number
}

const UNFINISHED = ['received', 'scanning'] as const
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 10 * 60_000
const DAY_MS = 86_400_000

/**
 * Finds out what bytes that have come are, and makes what may be shown of them. Nothing rests on it being done at once:
 * what a crash or a scanner that does not answer has left is found by its state, and done again from the start.
 */
export async function workUp(parts: WorkUpParts, object: ObjectKey): Promise<boolean> {
  const { database, now, log } = parts
  const [known] = await database.db.select().from(documentObjects).where(isObject(object))
  if (!known || !isUnfinished(known)) return false
  await change(database, known, { state: 'scanning' })
  try {
    const found = await lookInto(parts, known)
    await change(database, known, { ...found, tryAt: now() })
    return true
  } catch (err) {
    const tries = known.tries + 1
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** known.tries, LONGEST_WAIT_MS)
    log.warn({ err, hash: known.hash, tries }, 'a document could not be looked into, and waits')
    await change(database, known, { tries, tryAt: now() + waitMs })
    return false
  }
}

/** What waits to be looked into, and may be by now. */
export function unfinished({ database, now }: WorkUpParts): Promise<ObjectKey[]> {
  return database.db
    .select({ companyId: documentObjects.companyId, hash: documentObjects.hash })
    .from(documentObjects)
    .where(and(inArray(documentObjects.state, UNFINISHED), lte(documentObjects.tryAt, now())))
    .orderBy(asc(documentObjects.tryAt))
    .limit(500)
}

/**
 * Where there is a scanner: what came before there was one, and every day what it would not read, since it may be allowed
 * more by now. Until it has answered, nothing of that is served.
 */
export async function lookAgain({ database, scan, now }: WorkUpParts): Promise<void> {
  if (!scan) return
  await database.db
    .update(documentObjects)
    .set({ state: 'received', tryAt: now(), tries: 0 })
    .where(
      or(
        eq(documentObjects.state, 'notScanned'),
        and(eq(documentObjects.state, 'cannotBeScanned'), lte(documentObjects.tryAt, now() - DAY_MS)),
      ),
    )
}

async function lookInto({ store, scan }: WorkUpParts, object: StoredObject): Promise<Found> {
  const { companyId, hash, mediaType, name } = object
  const result = await store.asFile(keyOf(companyId, hash), async (path) => {
    const verdict = scan ? await scan(path) : ({ state: 'notScanned' } as const)
    const content = await contentOf(path, name)
    const found = foundOf(verdict, content, mediaType)
    return IS_SHOWN[found.state] && handlingOf(found.mediaType) === 'image'
      ? { found, picture: await reencode(path) }
      : { found, picture: null }
  })
  if (!result) throw new Error('The bytes are not in the store.')
  const { found, picture } = result
  if (!picture) return found
  if ('refused' in picture) return { ...found, state: 'refused', reason: picture.refused }
  await keepForms(store, object, picture)
  return { ...found, width: picture.width, height: picture.height }
}

function foundOf(verdict: Verdict | { state: 'notScanned' }, content: Content, announced: string): Found {
  const mediaType = 'type' in content ? content.type : announced
  const none = { width: null, height: null }
  if (!IS_SHOWN[verdict.state])
    return { ...none, mediaType, state: verdict.state, reason: 'reason' in verdict ? verdict.reason : null }
  if ('refused' in content) return { ...none, mediaType, state: 'refused', reason: content.refused }
  return { ...none, mediaType, state: verdict.state, reason: null }
}

async function keepForms(store: Store, { companyId, hash }: StoredObject, picture: Picture): Promise<void> {
  for (const form of REENCODED) await store.put(keyOf(companyId, hash, form), picture[form])
}

async function change(
  { db }: Database,
  object: StoredObject,
  fields: Partial<Omit<StoredObject, 'companyId' | 'hash'>>,
): Promise<void> {
  await db.update(documentObjects).set(fields).where(isObject(object))
}

function isObject({ companyId, hash }: ObjectKey) {
  return and(eq(documentObjects.companyId, companyId), eq(documentObjects.hash, hash))
}

function isUnfinished({ state }: StoredObject): boolean {
  return UNFINISHED.some((one) => one === state)
}
