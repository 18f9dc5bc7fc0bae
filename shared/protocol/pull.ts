import * as z from 'zod/mini'
import { actionSchema, associationSchema } from '../actions/action.ts'
import { calendarDaySchema } from '../base/calendar-day.ts'
import { caseworkSchema } from '../casework/casework.ts'
import { clientSchema, contactSchema } from '../clients/client.ts'
import { settingSchema } from '../company/settings.ts'
import { documentSchema } from '../documents/document.ts'
import { currencyFiguresSchema } from '../figures/client-figures.ts'
import { itemSchema } from '../items/item.ts'
import { seenSchema } from '../journal/entry.ts'
import { FILE_TABLES, historyRowSchema } from '../journal/history.ts'
import { parkedSchema } from '../parked/parked.ts'
import { personSchema } from '../people/person.ts'
import { preferencesSchema } from '../people/preferences.ts'
import { toldDigestSchema } from './digest.ts'
import { packedFileSchema } from './packed-file.ts'
import { deviceSchema, settledSchema, waitingSchema } from './push.ts'

/** `POST /api/sync/pull`. Without a cursor the device has nothing yet. */
export const pullSchema = z.strictObject({
  cursor: z.nullable(z.string().check(z.maxLength(40_000))),
  device: deviceSchema,
  /** Entries waiting to be sent; shown in the list of devices. */
  waiting: waitingSchema,
  /** Where the device's answers stand, should it have no cursor of that history any more: told like a cursor. */
  seen: z.optional(seenSchema),
  /** What the device holds, to be compared; answered when this page is the last. */
  digest: z.optional(toldDigestSchema),
})
export type Pull = z.infer<typeof pullSchema>

const fileRowsSchema = z.strictObject({
  client: z.nullable(clientSchema),
  contacts: z.array(contactSchema),
  items: z.array(itemSchema),
  actions: z.array(actionSchema),
  associations: z.array(associationSchema),
  casework: z.array(caseworkSchema),
  documents: z.array(documentSchema),
  parked: z.array(parkedSchema),
})

/**
 * One file, whole or what changed of it. `departures` are rows that left the file without ceasing to exist.
 * A whole file replaces what the device has; a patch is laid over it, row by row.
 */
const pulledFileSchema = z.strictObject({
  kind: z.enum(['client', 'case']),
  /** Client id, or the action's id of a case. */
  id: z.string(),
  clientId: z.string(),
  whole: z.boolean(),
  /** Version of the company this file is complete at. */
  version: z.int(),
  rows: fileRowsSchema,
  /** Null in a case file: it knows no totals. Null in a patch when they did not change. */
  figures: z.nullable(z.array(currencyFiguresSchema)),
  departures: z.array(z.strictObject({ table: z.enum(FILE_TABLES), id: z.string() })),
})
export type PulledFile = z.infer<typeof pulledFileSchema>

/** History of one file the device holds, oldest first. A row may come again; its id tells. */
const pulledHistorySchema = z.strictObject({
  kind: z.enum(['client', 'case']),
  id: z.string(),
  rows: z.array(historyRowSchema),
})
export type PulledHistory = z.infer<typeof pulledHistorySchema>

/**
 * One page: a snapshot of the company at `version`. The version is reached, and outcomes settle, only when `more` is
 * false. With `reset` the cursor belongs to another history of the database: what the device has is forgotten as soon as
 * a version is reached, and it sends again what was answered in the last 14 days.
 */
export const pullAnswerSchema = z.strictObject({
  reset: z.boolean(),
  cursor: z.string(),
  more: z.boolean(),
  /** Version and stamp the cursor stands at; what an entry made now has seen. */
  version: z.int(),
  stamp: z.string(),
  /** Closed items and cases from before this day are no longer held. */
  horizon: calendarDaySchema,
  /** The server's clock, ms. */
  now: z.int(),
  /** Entries that wait in quarantine, for those who decide them; with the last page. */
  quarantined: z.optional(z.int()),
  /** Client files new to the device, whole and with their history. */
  packed: z.array(packedFileSchema),
  /** Case files new to the device, whole; and patches. */
  files: z.array(pulledFileSchema),
  history: z.array(pulledHistorySchema),
  settings: z.array(settingSchema),
  people: z.array(personSchema),
  preferences: z.nullable(preferencesSchema),
  /** Files that are no longer this person's to hold. */
  drops: z.array(z.strictObject({ kind: z.enum(['client', 'case']), id: z.string() })),
  /** Outcomes of this person's own entries since the last cursor, also those decided for another device. */
  outcomes: z.array(settledSchema),
  /**
   * Settings, people and preferences are told in full: others are forgotten. Comes with the first page of all, and when
   * they differed from the digest.
   */
  companyWhole: z.optional(z.boolean()),
  /**
   * The digest was compared: files that differed come whole with this page, those that are nobody's here are dropped.
   * `tellFiles`: it must be told file by file, or again for what is left. Absent: not compared this time.
   */
  digest: z.optional(z.enum(['same', 'tellFiles'])),
})
export type PullAnswer = z.infer<typeof pullAnswerSchema>
