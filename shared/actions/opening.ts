import * as z from 'zod/mini'
import { type CalendarDay, calendarDaySchema } from '../base/calendar-day.ts'
import { idSchema } from '../base/ids.ts'
import { type Company, findTemplate } from '../company/company.ts'
import type { Template } from '../company/settings.ts'
import { type Entry, isByPerson } from '../journal/entry.ts'
import { invalid } from '../journal/entry-kind.ts'
import { nameSchema, settingIdSchema } from '../journal/fields.ts'
import type { Refusal } from '../journal/outcome.ts'
import { personIdSchema } from '../people/person.ts'
import type { Action, Check } from './action.ts'
import { ACTION_TYPES, type FollowUpKind, KIND_NAMES } from './kinds.ts'

/** What a specific action is opened with, proposed by the screen and editable there. */
export const openingSchema = z.strictObject({
  actionId: idSchema,
  type: z.enum(ACTION_TYPES),
  kind: z.nullable(z.enum(KIND_NAMES)),
  name: nameSchema,
  dueOn: calendarDaySchema,
  ownerId: personIdSchema,
  resolverId: z.nullable(personIdSchema),
  reasonId: z.nullable(settingIdSchema),
  /** The template it is opened by. */
  templateId: z._default(z.nullable(settingIdSchema), null),
})
export type Opening = z.infer<typeof openingSchema>

/** The action an opening makes, or what is wrong with it. */
export function openedAction(
  opening: Opening,
  entry: Entry,
  clientId: string,
  openedOn: CalendarDay,
  openedAt: number,
  company: Company,
): Action | { refusal: Refusal } {
  if ((opening.type === 'followUp') !== (opening.kind !== null))
    return { refusal: invalid('kind', 'a follow-up has a kind, other actions have none') }
  const unknown = retiredKind(opening.kind, entry, company) ?? unknownReference(opening, company)
  if (unknown) return { refusal: unknown }
  const { actionId, ...fields } = opening
  const template = templateFor(opening, company)
  const reasonId =
    opening.kind === 'dispute' ? (opening.reasonId ?? company.reasonNotKnownId) : opening.reasonId
  return {
    ...fields,
    id: actionId,
    clientId,
    reasonId,
    templateId: template?.id ?? null,
    stageId: null,
    checklist: template ? checklistOf(template) : [],
    participants: [],
    caseId: null,
    openedOn,
    openedBy: entry.by,
    openedAt,
    closedOn: null,
    closedBy: null,
    closedAt: null,
    resolutionId: null,
    rootCauseId: null,
    removed: false,
    aliases: [],
    stamps: {},
    version: 0,
  }
}

/**
 * The template something is opened by. One that is gone meanwhile, or is of another type or kind than what was made of its
 * proposal, is none; one that is retired still is what it was opened by.
 */
export function templateFor(
  { templateId, type, kind }: Pick<Opening, 'templateId' | 'type' | 'kind'>,
  company: Company,
): Template | null {
  const template = findTemplate(company, templateId)
  return template && template.data.type === type && template.data.kind === kind ? template : null
}

function checklistOf({ data }: Template): Check[] {
  return data.checklist.map((words, index) => ({ key: `${index + 1}`, words, doneBy: null, doneAt: null }))
}

/** Nobody opens what the company no longer runs, nor makes a case one of it; rules still do. */
export function retiredKind(
  kind: FollowUpKind | null | undefined,
  entry: Entry,
  { caseKinds }: Company,
): Refusal | null {
  const isRetired = kind !== null && kind !== undefined && !caseKinds[kind].data.active
  return isRetired && isByPerson(entry) ? { type: 'settingUnknown', field: 'kind' } : null
}

/** The reason an action has by its kind: a dispute always has one, and only a dispute has one not yet known. */
export function reasonOf(
  kind: FollowUpKind | null,
  reasonId: string | null,
  { reasonNotKnownId }: Company,
): string | null {
  if (kind === 'dispute') return reasonId ?? reasonNotKnownId
  return reasonId === reasonNotKnownId ? null : reasonId
}

/** People must work here and settings must exist; a field left out is not asked about. */
export function unknownReference(
  fields: {
    ownerId?: string | undefined
    resolverId?: string | null | undefined
    reasonId?: string | null | undefined
  },
  company: Company,
): Refusal | null {
  for (const id of [fields.ownerId, fields.resolverId])
    if (id !== null && id !== undefined && !company.people.get(id)?.active) return { type: 'personUnknown' }
  const { reasonId } = fields
  if (reasonId !== null && reasonId !== undefined && company.settings.get(reasonId)?.kind !== 'reason')
    return { type: 'settingUnknown', field: 'reasonId' }
  return null
}
