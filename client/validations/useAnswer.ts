import { computed } from 'vue'
import type { CaseworkOf } from '#shared/casework/casework.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { askedNow } from '#shared/validations/asked-now.ts'
import type { Difference } from '#shared/validations/difference.ts'
import type { Answer } from '#shared/validations/validation.ts'
import { useAct } from '../follow-ups/useAct.ts'
import { needsAuthor } from '../outbox/record.ts'
import { useOutbox } from '../outbox/useOutbox.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'

/** What one does about a validation; each true when it was kept. */
export function useAnswer(file: () => ClientFile, row: () => CaseworkOf<'validation'>) {
  const { today } = useCompany()
  const { t } = useWords()
  const act = useAct()
  const { needsYou, discard } = useOutbox()

  /** An answer of one's own that came back because something had changed, until one decides again. */
  const cameBack = computed(() => {
    for (const record of needsYou.value.toReversed()) {
      const { entry, outcome } = record
      if (entry.kind !== 'validation.answered' || outcome?.type !== 'refused' || !needsAuthor(record))
        continue
      if (outcome.refusal.type !== 'changedSince' || !isAbout(entry.data, row().id)) continue
      return { entryId: entry.id, fields: outcome.refusal.fields satisfies Difference[] }
    }
    return null
  })

  async function answer(decided: Answer, comment: string | null): Promise<boolean> {
    const { id, clientId, actionId, work } = row()
    const data = {
      validationId: id,
      actionId,
      level: work.level,
      answer: decided,
      comment,
      on: today.value,
      asked: askedNow(work, file()),
    }
    const back = cameBack.value
    const isKept = await act('validation.answered', clientId, data, t(`validations.done.${decided}`))
    if (isKept && back) await discard(back.entryId)
    return isKept
  }
  const of = () => {
    const { id, clientId, actionId } = row()
    return { clientId, data: { validationId: id, actionId, on: today.value } }
  }
  return {
    cameBack,
    answer,
    explain: (text: string) =>
      act('validation.explained', of().clientId, { ...of().data, text }, t('validations.done.explained')),
    withdraw: (comment: string | null) =>
      act('validation.withdrawn', of().clientId, { ...of().data, comment }, t('validations.done.withdrawn')),
  }
}

function isAbout(data: unknown, validationId: string): boolean {
  return (
    typeof data === 'object' && data !== null && 'validationId' in data && data.validationId === validationId
  )
}
