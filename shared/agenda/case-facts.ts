import { convertMinor } from '../base/amount.ts'
import { type CalendarDay, daysBetween } from '../base/calendar-day.ts'
import type { Company } from '../company/company.ts'
import { rateOn } from '../figures/client-figures.ts'
import type { Person } from '../people/person.ts'
import { pendingFor } from '../validations/pending.ts'
import type { AgendaRow } from './agenda-row.ts'

/** Days a case has been open; of a closed one, how long it was. */
export function ageInDays(row: Pick<AgendaRow, 'openedOn' | 'closedOn'>, today: CalendarDay): number {
  return row.openedOn === null ? 0 : Math.max(0, daysBetween(row.openedOn, row.closedOn ?? today))
}

/** What a row's items come to in the company's currency, with the rate of the day; those without a rate count nothing. */
export function worthOf(row: Pick<AgendaRow, 'amounts'>, company: Company, today: CalendarDay): number {
  return row.amounts.reduce((sum, { currency, minor }) => {
    const rate = rateOn(company, currency, today)
    return rate === null ? sum : sum + convertMinor(minor, currency, company.currency, rate)
  }, 0)
}

/** What would bring a case on, as far as a list can tell. */
export type CaseStep = 'answer' | 'assign' | 'close' | 'reschedule' | 'comment'

/** The next step of an open case: an answer that waits for who looks, somebody to resolve it, its close when all is paid, a date when it is late, else a word. */
export function stepOfCase(
  row: Pick<AgendaRow, 'resolverId' | 'kind' | 'itemCount' | 'amounts' | 'dueOn' | 'work'>,
  today: CalendarDay,
  me: Person,
): CaseStep {
  if (row.work?.pending.some((question) => pendingFor(question, me) !== null)) return 'answer'
  if (row.itemCount > 0 && row.amounts.length === 0) return 'close'
  if (row.resolverId === null) return 'assign'
  return row.dueOn < today ? 'reschedule' : 'comment'
}
