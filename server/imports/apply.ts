import type { CustomFields } from '#shared/base/custom-fields.ts'
import { groupBy } from '#shared/base/group-by.ts'
import { must } from '#shared/base/must.ts'
import { STANDARD_SCENARIO_ID } from '#shared/company/default-settings.ts'
import type { OwnFields } from '#shared/imports/imported-item.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { ACCOUNTING, type Entry } from '#shared/journal/entry.ts'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import type { ImportedRow } from '#shared/journal/kinds/items-imported.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import { type ChangeToCome, changesToCome } from './changes-to-come.ts'
import type { ImportPorts, ImportRun } from './import-run.ts'
import type { NotTaken } from './not-taken.ts'

/** About as many rows as one transaction takes. */
const ROWS_A_TRANSACTION = 500

type FindCollector = (written: string | null) => string | null

/**
 * Makes the entries of a run and hands them to the journal, a page a transaction. What is absent comes last, when
 * all the rest is kept. Each page rests on what the books say when it is decided, so a run cut short is simply
 * begun again.
 */
export async function applyChanges(
  { database, journal, now, newId }: ImportPorts,
  run: ImportRun,
  findCollector: FindCollector,
  progress: (changes: number) => void,
): Promise<NotTaken[]> {
  const notTaken: NotTaken[] = []
  for await (const page of changesToCome(database.db, run, ROWS_A_TRANSACTION)) {
    const at = now()
    const perClient = [...groupBy(page, ({ step, clientId }) => `${step}/${clientId}`).values()]
    const entries = perClient.map((changes) => entryFor(run, changes, newId(), at, findCollector))
    const settled = await journal.submit({
      companyId: run.companyId,
      stream: null,
      sentAt: at,
      entries: entries.map((entry) => ({ n: 0, entry })),
    })
    for (const [index, { outcome }] of settled.entries()) {
      if (outcome.type === 'applied' || outcome.type === 'noop') continue
      notTaken.push({ changes: must(perClient[index], 'the changes'), reference: referenceOf(outcome) })
    }
    progress(page.length)
  }
  return notTaken
}

function entryFor(
  run: ImportRun,
  changes: readonly ChangeToCome[],
  id: string,
  at: number,
  findCollector: FindCollector,
): Entry {
  const first = must(changes[0], 'a change')
  const data: DataOf<'items.imported'> = {
    source: run.mapping.source,
    asOf: run.asOf,
    client: {
      number: first.clientNumber,
      name: first.clientName,
      entity: first.clientEntity,
      scenarioId: STANDARD_SCENARIO_ID,
      sourceCollector: first.collector,
      collectorId: findCollector(first.collector),
      email: first.email,
      phone: first.phone,
      ...ownFields(first.clientFields),
    },
    appliesRules: run.mapping.appliesRules ?? true,
    items: changes.filter(({ line }) => line !== null).map(importedRow),
    absent: changes.filter((change) => change.class === 'absent').map(({ itemId }) => itemId),
  }
  return {
    id,
    kind: 'items.imported',
    v: ALL_KINDS['items.imported'].v,
    by: ACCOUNTING,
    subject: { type: 'client', id: first.clientId },
    at,
    device: 'import',
    seen: { version: 0, stamp: '' },
    batch: run.id,
    data,
  }
}

function importedRow(change: ChangeToCome): ImportedRow {
  return {
    id: change.itemId,
    number: must(change.number, 'a number'),
    kind: must(change.kind, 'a kind'),
    entity: change.entity,
    currency: must(change.currency, 'a currency'),
    amountMinor: must(change.amountMinor, 'an amount'),
    balanceMinor: must(change.balanceMinor, 'a balance'),
    issuedOn: must(change.issuedOn, 'a date of issue'),
    dueOn: must(change.dueOn, 'a due date'),
    closedOn: change.closedOn,
    sourceStatus: change.sourceStatus,
    statusId: change.statusId,
    ...ownFields(change.itemFields),
  }
}

/** An empty cell takes its field away. */
function ownFields(read: OwnFields | null): { fields?: CustomFields } {
  if (read === null) return {}
  return { fields: Object.fromEntries(Object.entries(read).map(([name, value]) => [name, value ?? ''])) }
}

function referenceOf(outcome: Outcome): string {
  if (outcome.type !== 'refused') return outcome.type
  return outcome.refusal.type === 'defect' ? outcome.refusal.reference : outcome.refusal.type
}
