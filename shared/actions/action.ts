import * as z from 'zod/mini'
import { calendarDaySchema } from '../base/calendar-day.ts'
import { stampsSchema } from '../base/stamp.ts'
import { wordsSchema } from '../company/words.ts'
import { itemStatusSchema } from '../items/item.ts'
import { personIdSchema } from '../people/person.ts'
import { ACTION_TYPES, KIND_NAMES } from './kinds.ts'
import { participantSchema } from './participant.ts'

/** One thing to be done in a case, and who did it. */
export const checkSchema = z.strictObject({
  key: z.string(),
  words: wordsSchema,
  doneBy: z.nullable(personIdSchema),
  doneAt: z.nullable(z.int()),
})
export type Check = z.infer<typeof checkSchema>

/**
 * A specific action: anything outside the scenario that is due on a day in somebody's agenda.
 * A follow-up is one with a kind; it runs a case.
 */
export const actionSchema = z.strictObject({
  id: z.string(),
  clientId: z.string(),
  type: z.enum(ACTION_TYPES),
  /** Only a follow-up has a kind. */
  kind: z.nullable(z.enum(KIND_NAMES)),
  name: z.string(),
  dueOn: calendarDaySchema,
  ownerId: personIdSchema,
  resolverId: z.nullable(personIdSchema),
  /** The key of its stage among those of its kind; null: none yet. */
  stageId: z.nullable(z.string()),
  /** The template it was opened by. */
  templateId: z.nullable(z.string()),
  checklist: z.array(checkSchema),
  /** Who takes part beside owner and resolver. */
  participants: z.array(participantSchema),
  reasonId: z.nullable(z.string()),
  /** The case this is a to-do of. */
  caseId: z.nullable(z.string()),
  openedOn: calendarDaySchema,
  openedBy: z.string(),
  /** Moment the opening was captured, ms. Resolution time runs from here. */
  openedAt: z.int(),
  closedOn: z.nullable(calendarDaySchema),
  closedBy: z.nullable(z.string()),
  closedAt: z.nullable(z.int()),
  resolutionId: z.nullable(z.string()),
  rootCauseId: z.nullable(z.string()),
  removed: z.boolean(),
  /** Ids under which others meant to open it: openings that were joined to it. */
  aliases: z.array(z.string()),
  stamps: stampsSchema,
  version: z.int(),
})
export type Action = z.infer<typeof actionSchema>

export const LEFT_BECAUSE = ['resolved', 'byMistake', 'settled', 'moved', 'closed'] as const
export type LeftBecause = (typeof LEFT_BECAUSE)[number]

/** An item's stay in an action: what the item had when it came, and why and with what it left. */
export const associationSchema = z.strictObject({
  id: z.string(),
  clientId: z.string(),
  actionId: z.string(),
  itemId: z.string(),
  joinedOn: calendarDaySchema,
  had: itemStatusSchema,
  leftOn: z.nullable(calendarDaySchema),
  leftBecause: z.nullable(z.enum(LEFT_BECAUSE)),
  leftWith: z.nullable(itemStatusSchema),
  removed: z.boolean(),
  version: z.int(),
})
export type Association = z.infer<typeof associationSchema>

export function isOpenAction(action: Action): boolean {
  return action.closedOn === null && !action.removed
}

/** True while the item sits in the action. */
export function isCurrent(association: Association): boolean {
  return association.leftOn === null && !association.removed
}
