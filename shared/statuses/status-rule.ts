import { openedAction } from '../actions/opening.ts'
import { join, sortOutJoining } from '../actions/stays.ts'
import { type CalendarDay, addDays } from '../base/calendar-day.ts'
import { groupBy } from '../base/group-by.ts'
import { idFrom } from '../base/ids.ts'
import { findItem } from '../clients/client-file.ts'
import { type Company, findStatus, findTemplate } from '../company/company.ts'
import type { Status } from '../company/settings.ts'
import { type Item, type ItemStatus, isOpen } from '../items/item.ts'
import type { Entry } from '../journal/entry.ts'
import type { FileDraft } from '../journal/file-draft.ts'
import { templateName, templateOwner, templateResolver } from '../templates/opening-by-template.ts'
import type { StatusFields } from './status.ts'

/** What a status does to the items that take it, whoever gave it to them. */

/** Items that take it leave their case and go back to the scenario. */
export function reenters({ category, scenario }: Pick<StatusFields, 'category' | 'scenario'>): boolean {
  return category === 'disputeResolved' || scenario === 'reenters'
}

export type StatusSet = {
  entry: Entry
  items: readonly Item[]
  on: CalendarDay
  at: number
  company: Company
  /** What an item goes back to when it leaves the case by mistake: what it had before this status. */
  hadBefore: (item: Item) => ItemStatus
}

/**
 * The rule of *create*: items that just took such a status, and sit in no case, come into one made by its template. Items of
 * a client qualified together make one case; a case that the same import opened today takes them too. Returns what came
 * into which case.
 */
export function openByStatus(draft: FileDraft, set: StatusSet): { actionId: string; itemIds: string[] }[] {
  const { company, entry, on, at } = set
  return byStatus(draft, set, 'create').flatMap(([status, items]) => {
    const template = findTemplate(company, status.data.action.templateId)
    if (!template?.data.active || reenters(status.data)) return []
    const ids = items.map(({ id }) => id)
    const opened = draft.file.actions.find(
      (action) =>
        action.templateId === template.id &&
        action.openedBy === entry.by &&
        action.openedOn === on &&
        action.closedOn === null &&
        !action.removed &&
        !isOfPerson(entry.by, company),
    )
    const actionId = opened?.id ?? caseOpenedBy(entry.id, status.id)
    const { joining } = sortOutJoining(draft.file, actionId, ids, false)
    if (joining.length === 0) return []
    let action = opened
    if (!action) {
      const { client } = draft.file
      const ownerId = templateOwner(template, entry.by, client, company)
      if (ownerId === null) return []
      const reasonId = joining[0]?.reasonId ?? null
      const opening = {
        actionId,
        type: template.data.type,
        kind: template.data.kind,
        name: templateName(template, { status, reasonId, items: joining, client, company }, company.language),
        dueOn: addDays(on, template.data.days ?? status.data.defaultDays),
        ownerId,
        resolverId: templateResolver(template, company),
        reasonId,
        templateId: template.id,
      }
      const made = openedAction(opening, entry, client.id, on, at, company)
      if ('refusal' in made) return []
      action = made
      draft.put({ table: 'actions', row: made })
    }
    join(draft, action, joining, on, entry.id, set.hadBefore)
    return [{ actionId: action.id, itemIds: joining.map(({ id }) => id) }]
  })
}

/** The id of the case that a status opens by itself when an entry gives it to items. */
export function caseOpenedBy(entryId: string, statusId: string): string {
  return idFrom(entryId, `case/${statusId}`)
}

/** The rule of *suggest* where nobody is there to answer: the items wait with it, in the agenda of who runs the client. */
export function suggestByStatus(draft: FileDraft, set: StatusSet): void {
  for (const [status, items] of byStatus(draft, set, 'suggest')) {
    const { templateId } = status.data.action
    if (!templateId || !findTemplate(set.company, templateId)?.data.active) continue
    const { joining } = sortOutJoining(
      draft.file,
      '',
      items.map(({ id }) => id),
      false,
    )
    for (const item of joining)
      draft.put({
        table: 'items',
        row: { ...item, suggested: { statusId: status.id, templateId, on: set.on } },
      })
  }
}

/** Items that had a status which keeps them out of the scenario and now have another: the grace time begins. */
export function returnByStatus(draft: FileDraft, { items, on, company }: StatusSet): void {
  for (const before of items) {
    const item = findItem(draft.file, before.id)
    if (!item || !isOpen(item) || !leaves(before, company) || leaves(item, company)) continue
    draft.put({ table: 'items', row: { ...item, returnedOn: on } })
  }
}

function leaves({ statusId }: Item, company: Company): boolean {
  return findStatus(company, statusId)?.data.scenario === 'leaves'
}

/** The items as they are now, by the status they took; those on which a later word stood are left out. */
function byStatus(
  draft: FileDraft,
  { items, company, entry }: StatusSet,
  mode: 'suggest' | 'create',
): [Status, Item[]][] {
  const now = items.flatMap(({ id }) => findItem(draft.file, id) ?? [])
  const took = now.filter(({ stamps, statusId }) => statusId !== null && stamps['status']?.entry === entry.id)
  return [...groupBy(took, ({ statusId }) => statusId)].flatMap(([statusId, group]) => {
    const status = findStatus(company, statusId)
    return status?.data.active && status.data.action.mode === mode ? [[status, group]] : []
  })
}

function isOfPerson(by: string, company: Company): boolean {
  return company.people.has(by)
}
