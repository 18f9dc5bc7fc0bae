import { addDays } from '#shared/base/calendar-day.ts'
import type { CaseworkOf } from '#shared/casework/casework.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { requestedMinor } from '#shared/credit-notes/credit-note-problems.ts'
import { disputedOf } from '#shared/credit-notes/matching.ts'
import { useAct } from '../follow-ups/useAct.ts'
import { useEntries } from '../outbox/useEntries.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'

/** What one does about a credit note that was asked for. */
export function useCreditNote(file: () => ClientFile, row: () => CaseworkOf<'creditNote'>) {
  const { company, today } = useCompany()
  const { t } = useWords()
  const { amount } = useFormat()
  const { newId } = useEntries()
  const act = useAct()

  return {
    /** A request whose validation was withdrawn is asked about anew. */
    askAgain() {
      const { id, clientId, actionId, work } = row()
      const minor = requestedMinor(work)
      const data = {
        validationId: newId(),
        actionId,
        question: t('validations.creditNote', { amount: amount(minor, work.currency) }),
        aboutId: id,
        amountMinor: minor,
        currency: work.currency,
        dueOn: addDays(today.value, company.value.validationRule.dueDays),
        levels: [],
        on: today.value,
      }
      void act('validation.asked', clientId, data, t('validations.done.asked'))
    },
    match(itemId: string) {
      const { id, clientId, actionId } = row()
      const data = { requestId: id, actionId, itemId, had: disputedOf(row(), file()), on: today.value }
      void act('creditNote.matched', clientId, data, t('creditNotes.done.matched'))
    },
    withdraw() {
      const { id, clientId, actionId } = row()
      const data = { requestId: id, actionId, comment: null, on: today.value }
      void act('creditNote.withdrawn', clientId, data, t('creditNotes.done.withdrawn'))
    },
  }
}
