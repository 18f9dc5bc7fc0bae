import { sql } from 'drizzle-orm'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { withRealCases } from '#shared/journal/aliases.ts'
import { asksFor, openedBy, unknownActions } from '#shared/journal/dependents.ts'
import type { Entry } from '#shared/journal/entry.ts'
import { findKind } from '#shared/journal/kinds.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'

/** Why an action that an entry names is not there: the entry that was to open it was refused, or waits for an update. */
export type LostOpenings = { refused: ReadonlyMap<string, string>; isDeferred: boolean }

const NOTHING_LOST: LostOpenings = { refused: new Map(), isDeferred: false }

/** Asked of the database only where an entry names an action its file does not know. */
export async function lostOpenings(
  tx: Db,
  companyId: string,
  entry: Entry,
  file: ClientFile | undefined,
  /** What this round has answered so far: the database does not know it yet. */
  answered: readonly { entry: Entry; outcome: Outcome }[],
  /** Deferred entries that are about to be decided: they hold up nothing. */
  again: ReadonlySet<string>,
): Promise<LostOpenings> {
  if (!file || entry.subject.type !== 'client') return NOTHING_LOST
  const asked = withRealCases(asksFor(entry, file), file)
  const read = findKind(asked.kind)?.read(asked)
  const wanted = new Set(read && 'touched' in read ? unknownActions(read.touched, file) : [])
  if (wanted.size === 0) return NOTHING_LOST

  const rows = await rowsOf<Pick<Entry, 'id' | 'kind' | 'v' | 'data'> & { isDeferred: boolean }>(
    tx,
    sql`select id, kind, v, data, outcome ->> 'type' = 'deferred' as "isDeferred" from entries
        where company_id = ${companyId} and by = ${asked.by} and subject_id = ${entry.subject.id} and cause is null
          and outcome ->> 'type' in ('refused', 'deferred')`,
  )
  const own = answered.filter((one) => one.entry.by === asked.by && isSameSubject(one.entry, entry))
  const isAnswered = new Set(own.map((one) => one.entry.id))
  const refused = new Map<string, string>()
  const take = (candidate: Entry) => {
    const actionId = openedBy(candidate, findKind)
    if (actionId !== null && wanted.has(actionId)) refused.set(actionId, candidate.id)
  }
  for (const { isDeferred, ...fields } of rows) if (!isDeferred) take({ ...asked, ...fields })
  for (const one of own) if (one.outcome.type === 'refused') take(one.entry)
  const isDeferred =
    rows.some(
      ({ id, isDeferred }) => isDeferred && id !== entry.id && !again.has(id) && !isAnswered.has(id),
    ) || own.some(({ outcome }) => outcome.type === 'deferred')
  return { refused, isDeferred: isDeferred && refused.size === 0 }
}

function isSameSubject({ subject }: Entry, other: Entry): boolean {
  return subject.type === 'client' && other.subject.type === 'client' && subject.id === other.subject.id
}
