import { bigint, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { ImportCounts, ImportMode } from '#shared/imports/import-plan.ts'
import type { OwnFields } from '#shared/imports/imported-item.ts'
import type { RowErrorCode } from '#shared/imports/row-error.ts'
import type { ItemKind } from '#shared/items/item.ts'
import { companyId, day, instant, minor } from '../db/columns.ts'

/** One row a run. `preview` and `running` of a source nobody is working on were cut short. */
export const imports = pgTable(
  'imports',
  {
    companyId: companyId(),
    id: uuid('id').notNull(),
    source: text('source').notNull(),
    mapping: text('mapping').notNull(),
    fileName: text('file_name').notNull(),
    asOf: day('as_of').notNull(),
    mode: text('mode').$type<ImportMode>().notNull(),
    sha256: text('sha256'),
    state: text('state').$type<'preview' | 'running' | 'done' | 'failed'>().notNull(),
    /** A person's id, or the command. */
    by: text('by').notNull(),
    at: instant('at').notNull(),
    finishedAt: instant('finished_at'),
    counts: jsonb('counts').$type<ImportCounts & { absent: number }>(),
    message: text('message'),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    index('imports_source').on(table.companyId, table.source, table.at),
  ],
)

/** The rows of a file while it is compared with the books; emptied when the run ends. */
export const importRows = pgTable(
  'import_rows',
  {
    runId: uuid('run_id').notNull(),
    line: integer('line').notNull(),
    result: text('result').$type<'ok' | 'ignored' | 'error'>().notNull(),
    number: text('number'),
    clientNumber: text('client_number'),
    clientId: uuid('client_id'),
    itemId: uuid('item_id'),
    kind: text('kind').$type<ItemKind>(),
    entity: text('entity'),
    currency: text('currency'),
    amountMinor: minor('amount_minor'),
    balanceMinor: minor('balance_minor'),
    issuedOn: day('issued_on'),
    dueOn: day('due_on'),
    closedOn: day('closed_on'),
    sourceStatus: text('source_status'),
    statusId: text('status_id'),
    clientName: text('client_name'),
    collector: text('collector'),
    email: text('email'),
    phone: text('phone'),
    itemFields: jsonb('item_fields').$type<OwnFields>(),
    clientFields: jsonb('client_fields').$type<OwnFields>(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.line] })],
)

/** The clients of a file, each once, with what the books will know of them. */
export const importClients = pgTable(
  'import_clients',
  {
    runId: uuid('run_id').notNull(),
    clientId: uuid('client_id').notNull(),
    number: text('number').notNull(),
    name: text('name').notNull(),
    entity: text('entity'),
    collector: text('collector'),
    email: text('email'),
    phone: text('phone'),
    fields: jsonb('fields').$type<OwnFields>(),
    differs: text('differs').$type<'new' | 'card' | 'no'>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.clientId] })],
)

/** What a run will write, in its order: what differs client by client, then what is absent. */
export const importChanges = pgTable(
  'import_changes',
  {
    runId: uuid('run_id').notNull(),
    /** 0: differs; 1: absent. */
    step: smallint('step').notNull(),
    clientId: uuid('client_id').notNull(),
    /** The client's own id where only its card differs. */
    itemId: uuid('item_id').notNull(),
    line: integer('line'),
    class: text('class').$type<'added' | 'changed' | 'closed' | 'card' | 'absent'>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.step, table.clientId, table.itemId] })],
)

export const importErrors = pgTable(
  'import_errors',
  {
    runId: uuid('run_id').notNull(),
    line: bigint('line', { mode: 'number' }).notNull(),
    n: integer('n').notNull(),
    column: text('column'),
    value: text('value').notNull(),
    code: text('code').$type<RowErrorCode>().notNull(),
    params: jsonb('params').$type<Record<string, string>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.line, table.n] })],
)
