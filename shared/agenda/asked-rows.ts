import type { Person } from '../people/person.ts'
import { type Pending, pendingFor } from '../validations/pending.ts'
import type { AgendaRow } from './agenda-row.ts'

/**
 * The questions of a case that wait for somebody, each as a row of their agenda on the day it is due; of everybody's
 * agenda (`null`) all that wait for anybody. A row leads to its case by `caseId`.
 */
export function askedRows<Row extends AgendaRow>(
  row: Row,
  person: Person | null,
): (Row & { question: Pending })[] {
  if (row.closedOn !== null) return []
  return (row.work?.pending ?? [])
    .filter((question) => person === null || pendingFor(question, person) !== null)
    .map((question) => ({
      ...row,
      id: `validation:${question.id}`,
      kind: 'validation',
      name: question.question || row.name,
      dueOn: question.dueOn,
      caseId: row.id,
      amounts:
        question.amountMinor === null || question.currency === null
          ? row.amounts
          : [{ currency: question.currency, minor: question.amountMinor }],
      question,
    }))
}
