import * as z from 'zod/mini'
import { type Action, isCurrent, isOpenAction } from '../../actions/action.ts'
import { idSchema } from '../../base/ids.ts'
import { dayIn } from '../../base/calendar-day.ts'
import { stampOf } from '../../base/stamp.ts'
import { workOf } from '../../casework/casework.ts'
import { wakePlan } from '../../plans/following.ts'
import { PLAN_RUNS } from '../../plans/plan-states.ts'
import { type ClientFile, findAction, findItem } from '../../clients/client-file.ts'
import { isOpen } from '../../items/item.ts'
import { type Decision, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft, isSame, rowAt, valueOf, withField } from '../file-draft.ts'
import type { FieldChange } from '../history.ts'
import { SPEAKS_IN_CASES } from '../permissions.ts'

/**
 * Puts back, field by field, what an entry of one's own and what it caused changed, where nobody has touched it since;
 * refused with what was touched otherwise.
 */
export const entryUndone = entryKind({
  name: 'entry.undone',
  v: 1,
  subject: 'client',
  data: z.strictObject({ entryId: idSchema, actionIds: z.array(idSchema), itemIds: z.array(idSchema) }),
  may: SPEAKS_IN_CASES,
  // In a case the case decides: an item taken out of it by the entry is no longer in it.
  touches: ({ actionIds, itemIds }) => (actionIds.length > 0 ? { actionIds } : { itemIds }),

  decide(entry, { file }, { company, historyOf, at, occurred }): Decision {
    const told = historyOf(entry.data.entryId)
    if (!told) return { type: 'unknown' }
    const [first] = told
    if (!first) return refuse({ type: 'notFound', what: 'entry' })
    if (first.by !== entry.by) return refuse({ type: 'notAllowed' })

    if (told.every(({ changes }) => changes.length === 0)) return refuse({ type: 'cannotUndo' })

    const draft = new FileDraft(file)
    const stamp = stampOf(occurred, entry.id)
    const touched = new Set<string>()
    // Newest first: a field that the entry and its consequence both changed goes back in two steps.
    const changes = told.flatMap((row) => row.changes).toReversed()
    const made = new Set(changes.filter(isMaking).map(({ table, id }) => `${table}/${id}`))
    const isOfWork = changes.some(({ table }) => table === 'casework')
    for (const change of changes) {
      const row = rowAt(draft.file, change.table, change.id)
      const isAsItWas = row && isSame(valueOf(row.row, change.field), change.after)
      if (row && !isAsItWas && isOfWork && FOLLOWS.has(change.field)) continue
      if (!row || !isAsItWas) touched.add(change.field.split('.')[0] ?? change.field)
      // A row the entry made is only taken away; its other fields have nothing to go back to.
      else if (isMaking(change) || !made.has(`${change.table}/${change.id}`))
        draft.put(withField(row, change.field, change.before, stamp))
    }
    const today = dayIn(company.timeZone, at)
    for (const plan of workOf(draft.file, 'plan'))
      if (isOfWork && PLAN_RUNS[plan.work.state]) wakePlan(draft, plan.actionId, today, company.planRule)
    if (!sitsWell(draft.file)) touched.add('item')
    if (draft.file.actions.some((action) => isOpenAction(action) && hasLostItsCase(action, draft.file)))
      touched.add('case')
    if (draft.file.casework.some((row) => !row.removed && hasLostItsAction(row, draft.file)))
      touched.add('work')
    if (draft.file.documents.some((row) => !row.removed && hasLostItsAction(row, draft.file)))
      touched.add('documents')
    if (touched.size > 0) return refuse({ type: 'touchedSince', fields: [...touched] })
    return draft.applied({
      actionId: first.actionId,
      itemIds: first.itemIds,
      details: { undone: entry.data.entryId, undoneKind: first.kind },
    })
  },
})

/** What follows from a piece of work: what came later has moved it on, and nobody is in the way. */
const FOLLOWS: ReadonlySet<string> = new Set(['wakesOn', 'dueOn', 'work.toldLate'])

function isMaking(change: FieldChange): boolean {
  return change.field === 'removed' && change.before === true
}

/** An open item sits in one open action at most; what came into a case or was paid since must not be put out of order. */
function sitsWell(file: ClientFile): boolean {
  const sitting = file.associations.filter(isCurrent)
  return (
    new Set(sitting.map(({ itemId }) => itemId)).size === sitting.length &&
    sitting.every(({ itemId, actionId }) => {
      const item = findItem(file, itemId)
      const action = findAction(file, actionId)
      return (!item || isOpen(item)) && action !== undefined && isOpenAction(action)
    })
  )
}

/** What somebody works out in a case or adds to it is not taken away with it. */
function hasLostItsAction({ actionId }: { actionId: string | null }, file: ClientFile): boolean {
  return file.actions.some(({ id, removed }) => id === actionId && removed)
}

function hasLostItsCase({ caseId }: Action, file: ClientFile): boolean {
  return caseId !== null && file.actions.some(({ id, removed }) => id === caseId && removed)
}
