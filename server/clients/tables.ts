import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Check, LeftBecause } from '#shared/actions/action.ts'
import type { Participant } from '#shared/actions/participant.ts'
import type { ActionType, FollowUpKind } from '#shared/actions/kinds.ts'
import type { CustomFields } from '#shared/base/custom-fields.ts'
import type { Work } from '#shared/casework/casework.ts'
import type { Client } from '#shared/clients/client.ts'
import type { Document, DocumentType, Page, Settled } from '#shared/documents/document.ts'
import type { ItemKind, ItemStatus, Suggested } from '#shared/items/item.ts'
import type { FileTable } from '#shared/journal/history.ts'
import type { Parked } from '#shared/parked/parked.ts'
import { companyId, day, instant, minor, personId, stamps, version } from '../db/columns.ts'

/** The rows of client files. Their fields are those of the types in shared, one column each. */
export const clients = pgTable(
  'clients',
  {
    companyId: companyId(),
    id: uuid('id').notNull(),
    number: text('number').notNull(),
    name: text('name').notNull(),
    entity: text('entity'),
    collectorId: personId('collector_id'),
    salesId: personId('sales_id'),
    sourceCollector: text('source_collector'),
    scenarioId: text('scenario_id'),
    scenarioStep: jsonb('scenario_step').$type<Client['scenarioStep']>(),
    ownScenarioId: text('own_scenario_id'),
    fields: jsonb('fields').$type<CustomFields>().notNull().default({}),
    stamps: stamps(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    uniqueIndex('clients_number').on(table.companyId, table.number),
    index('clients_version').on(table.companyId, table.version),
  ],
)

export const contacts = pgTable(
  'contacts',
  {
    companyId: companyId(),
    id: uuid('id').notNull(),
    clientId: uuid('client_id').notNull(),
    name: text('name').notNull(),
    role: text('role'),
    email: text('email'),
    phone: text('phone'),
    removed: boolean('removed').notNull(),
    stamps: stamps(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    index('contacts_client').on(table.companyId, table.clientId),
    index('contacts_version').on(table.companyId, table.version),
  ],
)

export const items = pgTable(
  'items',
  {
    companyId: companyId(),
    id: uuid('id').notNull(),
    clientId: uuid('client_id').notNull(),
    source: text('source').notNull(),
    number: text('number').notNull(),
    kind: text('kind').$type<ItemKind>().notNull(),
    entity: text('entity'),
    currency: text('currency').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    balanceMinor: minor('balance_minor').notNull(),
    issuedOn: day('issued_on').notNull(),
    dueOn: day('due_on').notNull(),
    closedOn: day('closed_on'),
    sourceStatus: text('source_status'),
    statusId: text('status_id'),
    statusOn: day('status_on'),
    statusBy: text('status_by'),
    statusComment: text('status_comment'),
    reasonId: text('reason_id'),
    disputedMinor: minor('disputed_minor'),
    returnedOn: day('returned_on'),
    resumesAt: integer('resumes_at'),
    suggested: jsonb('suggested').$type<Suggested>(),
    fields: jsonb('fields').$type<CustomFields>().notNull().default({}),
    stamps: stamps(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    index('items_client').on(table.companyId, table.clientId),
    index('items_number').on(table.companyId, table.source, table.number),
    index('items_version').on(table.companyId, table.version),
  ],
)

export const actions = pgTable(
  'actions',
  {
    companyId: companyId(),
    id: uuid('id').notNull(),
    clientId: uuid('client_id').notNull(),
    type: text('type').$type<ActionType>().notNull(),
    kind: text('kind').$type<FollowUpKind>(),
    name: text('name').notNull(),
    dueOn: day('due_on').notNull(),
    ownerId: personId('owner_id').notNull(),
    resolverId: personId('resolver_id'),
    stageId: text('stage_id'),
    templateId: text('template_id'),
    checklist: jsonb('checklist').$type<Check[]>().notNull().default([]),
    participants: jsonb('participants').$type<Participant[]>().notNull().default([]),
    reasonId: text('reason_id'),
    caseId: uuid('case_id'),
    openedOn: day('opened_on').notNull(),
    openedBy: text('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
    closedOn: day('closed_on'),
    closedBy: text('closed_by'),
    closedAt: instant('closed_at'),
    resolutionId: text('resolution_id'),
    rootCauseId: text('root_cause_id'),
    removed: boolean('removed').notNull(),
    aliases: jsonb('aliases').$type<string[]>().notNull().default([]),
    stamps: stamps(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    index('actions_client').on(table.companyId, table.clientId),
    index('actions_version').on(table.companyId, table.version),
  ],
)

export const associations = pgTable(
  'associations',
  {
    companyId: companyId(),
    id: uuid('id').notNull(),
    clientId: uuid('client_id').notNull(),
    actionId: uuid('action_id').notNull(),
    itemId: uuid('item_id').notNull(),
    joinedOn: day('joined_on').notNull(),
    had: jsonb('had').$type<ItemStatus>().notNull(),
    leftOn: day('left_on'),
    leftBecause: text('left_because').$type<LeftBecause>(),
    leftWith: jsonb('left_with').$type<ItemStatus>(),
    removed: boolean('removed').notNull(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    index('associations_client').on(table.companyId, table.clientId),
    uniqueIndex('associations_one_open_stay')
      .on(table.companyId, table.itemId)
      .where(sql`left_on is null and not removed`),
    index('associations_version').on(table.companyId, table.version),
  ],
)

/** Plans, payments, promises, validations and credit notes of an action; see shared/casework. */
export const casework = pgTable(
  'casework',
  {
    companyId: companyId(),
    id: uuid('id').notNull(),
    clientId: uuid('client_id').notNull(),
    actionId: uuid('action_id').notNull(),
    work: jsonb('work').$type<Work>().notNull(),
    wakesOn: day('wakes_on'),
    removed: boolean('removed').notNull(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    index('casework_client').on(table.companyId, table.clientId),
    index('casework_version').on(table.companyId, table.version),
    index('casework_wakes')
      .on(table.companyId, table.wakesOn)
      .where(sql`wakes_on is not null and not removed`),
  ],
)

/** What was photographed or uploaded; its bytes are kept elsewhere, under their hashes. See shared/documents. */
export const documents = pgTable(
  'documents',
  {
    companyId: companyId(),
    id: uuid('id').notNull(),
    clientId: uuid('client_id').notNull(),
    actionId: uuid('action_id'),
    itemIds: jsonb('item_ids').$type<string[]>().notNull(),
    name: text('name').notNull(),
    type: text('type').$type<DocumentType>().notNull(),
    remark: text('remark'),
    isShownToCustomer: boolean('is_shown_to_customer').notNull(),
    pages: jsonb('pages').$type<Page[]>().notNull(),
    settled: jsonb('settled').$type<Settled[]>().notNull(),
    capturedAt: instant('captured_at').notNull(),
    byId: personId('by_id').notNull(),
    withdrawn: jsonb('withdrawn').$type<NonNullable<Document['withdrawn']>>(),
    removed: boolean('removed').notNull(),
    stamps: stamps(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    index('documents_client').on(table.companyId, table.clientId),
    index('documents_version').on(table.companyId, table.version),
    // Which documents have a page of some bytes: pages @> '[{"hash": …}]'.
    index('documents_pages').using('gin', sql`pages jsonb_path_ops`),
    index('documents_unsettled')
      .on(table.companyId)
      .where(sql`jsonb_array_length(settled) < jsonb_array_length(pages)`),
  ],
)

/** Entries that wait for whoever is in charge of a file now; see shared/parked. */
export const parked = pgTable(
  'parked',
  {
    companyId: companyId(),
    id: uuid('id').notNull(),
    clientId: uuid('client_id').notNull(),
    actionId: uuid('action_id'),
    kind: text('kind').notNull(),
    v: integer('v').notNull(),
    by: personId('by').notNull(),
    at: instant('at').notNull(),
    device: text('device').notNull(),
    data: jsonb('data').$type<unknown>().notNull(),
    because: text('because').$type<Parked['because']>().notNull(),
    lapsesOn: day('lapses_on').notNull(),
    decision: text('decision').$type<Parked['decision']>(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    index('parked_client').on(table.companyId, table.clientId),
    index('parked_version').on(table.companyId, table.version),
    index('parked_waiting')
      .on(table.companyId, table.lapsesOn)
      .where(sql`decision is null`),
  ],
)

/** What a client owes per currency, kept by delta; see shared/figures. A currency without open items keeps its row. */
export const figures = pgTable(
  'figures',
  {
    companyId: companyId(),
    clientId: uuid('client_id').notNull(),
    currency: text('currency').notNull(),
    outstandingMinor: minor('outstanding_minor').notNull(),
    disputedMinor: minor('disputed_minor').notNull(),
    openCount: integer('open_count').notNull(),
    disputedCount: integer('disputed_count').notNull(),
    dueMinor: jsonb('due_minor').$type<Record<string, number>>().notNull(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.clientId, table.currency] }),
    index('figures_version').on(table.companyId, table.version),
  ],
)

/** Who holds which file, why, since which version and until which. A pull reads nothing else to know a scope. */
export const scope = pgTable(
  'scope',
  {
    companyId: companyId(),
    personId: personId('person_id').notNull(),
    kind: text('kind').$type<'client' | 'case'>().notNull(),
    fileId: uuid('file_id').notNull(),
    clientId: uuid('client_id').notNull(),
    /** A count per reason; the file leaves at zero. */
    reasons: jsonb('reasons').$type<Record<string, number>>().notNull(),
    inVersion: bigint('in_version', { mode: 'number' }).notNull(),
    outVersion: bigint('out_version', { mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.personId, table.kind, table.fileId] }),
    index('scope_client').on(table.companyId, table.clientId),
    index('scope_entered').on(table.companyId, table.personId, table.inVersion),
    index('scope_left')
      .on(table.companyId, table.personId, table.outVersion)
      .where(sql`out_version is not null`),
  ],
)

/** Earlier stays of a file in somebody's scope: asked when an entry comes late. */
export const scopePast = pgTable(
  'scope_past',
  {
    companyId: companyId(),
    personId: personId('person_id').notNull(),
    kind: text('kind').$type<'client' | 'case'>().notNull(),
    fileId: uuid('file_id').notNull(),
    clientId: uuid('client_id').notNull(),
    inVersion: bigint('in_version', { mode: 'number' }).notNull(),
    outVersion: bigint('out_version', { mode: 'number' }).notNull(),
  },
  (table) => [index('scope_past_person').on(table.companyId, table.personId, table.clientId)],
)

/** Rows that left a case file without ceasing to exist. */
export const departures = pgTable(
  'departures',
  {
    companyId: companyId(),
    caseId: uuid('case_id').notNull(),
    tableName: text('table_name').$type<FileTable>().notNull(),
    rowId: uuid('row_id').notNull(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.caseId, table.rowId] }),
    index('departures_version').on(table.companyId, table.version),
  ],
)
