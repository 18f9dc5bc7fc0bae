import { isOpenAction } from '../actions/action.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { type ClientFile, findAction } from '../clients/client-file.ts'
import { endedRequest } from '../credit-notes/ending.ts'
import type { FileDraft } from '../journal/file-draft.ts'
import { PLAN_RUNS } from '../plans/plan-states.ts'
import { withdrawnValidation } from '../validations/ending.ts'
import type { Casework, Work, WorkType } from './casework.ts'
import { caseWith } from './work-of-case.ts'

/** What becomes of each type of work when its case closes. A type that is forgotten does not compile. */
const ENDS: { [T in WorkType]: (row: Casework, on: CalendarDay) => Casework } = {
  validation: (row, on) =>
    row.work.type === 'validation' ? withdrawnValidation({ ...row, work: row.work }, on) : row,
  creditNote: (row, on) =>
    row.work.type === 'creditNote' ? endedRequest({ ...row, work: row.work }, on) : row,
  plan: (row, on) =>
    row.work.type === 'plan' && PLAN_RUNS[row.work.state]
      ? { ...row, wakesOn: null, work: { ...row.work, state: 'withdrawn', endedOn: on } }
      : row,
  payment: (row) => row,
  promise: (row, on) =>
    row.work.type === 'promise' && row.work.state === 'open'
      ? { ...row, wakesOn: null, work: { ...row.work, state: 'withdrawn', endedOn: on } }
      : row,
}

/** The row of a piece of work after its case has closed; the same row where that changes nothing. */
export function endedWithCase(row: Casework, on: CalendarDay): Casework {
  return row.removed ? row : ENDS[row.work.type](row, on)
}

/** What it was before the close had ended it. Questions are open again: what was asked back may be explained by then. */
const BEFORE: { [T in WorkType]: (work: Work & { type: T }) => Work } = {
  validation: (work) => ({ ...work, state: 'open', endedOn: null }),
  creditNote: (work) => ({
    ...work,
    state: work.validationId === null ? 'drafted' : 'inValidation',
    endedOn: null,
  }),
  plan: (work) => ({ ...work, state: work.agreement ? 'agreed' : 'offered', endedOn: null }),
  payment: (work) => work,
  promise: (work) => ({ ...work, state: 'open', endedOn: null }),
}

function before<T extends WorkType>(work: Work & { type: T }): Work {
  return BEFORE[work.type](work)
}

/**
 * The file with the work of a closed case as it was before the close, for what was made then and arrives only now. What
 * somebody had withdrawn on the very day of the close cannot be told from what the close ended.
 */
export function beforeClose(file: ClientFile, actionId: string, at: number): ClientFile {
  const action = caseWith(file, actionId)
  if (!action || isOpenAction(action) || at >= (action.closedAt ?? 0)) return file
  const wasEnded = ({ work }: Casework) =>
    work.state === 'withdrawn' && 'endedOn' in work && work.endedOn === action.closedOn
  const casework = file.casework.map((row) =>
    row.actionId === action.id && wasEnded(row) ? { ...row, wakesOn: null, work: before(row.work) } : row,
  )
  return { ...file, casework }
}

/**
 * What came into a closed case, made before the close, counts and ends as the close would have ended it; its author is
 * told that the case was closed.
 */
export function endIfClosed(draft: FileDraft, actionId: string): void {
  const action = findAction(draft.file, actionId)
  if (!action || action.closedOn === null) return
  for (const row of draft.file.casework) {
    const ended = row.actionId === action.id ? endedWithCase(row, action.closedOn) : row
    if (ended.work === row.work) continue
    draft.put({ table: 'casework', row: ended })
    draft.supersede('closedOn')
  }
}
