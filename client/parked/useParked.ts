import { ref } from 'vue'
import type { Parked } from '#shared/parked/parked.ts'
import { useEntries } from '../outbox/useEntries.ts'
import { useCompany } from '../replica/useCompany.ts'
import type { Made } from '../outbox/made.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useRefusalWords } from '../sync-centre/refusal-words.ts'
import { useUndoToast } from '../ui/toasts.ts'

/** Decides what waits for whoever is in charge of a file now. */
export function useParked() {
  const { make } = useEntries()
  const { today } = useCompany()
  const { t } = useWords()
  const { madeText } = useRefusalWords()
  const { notice, warning } = useUndoToast()
  const busy = ref(new Set<string>())

  async function deciding(parkedId: string, decide: () => Promise<Made>, done: string): Promise<boolean> {
    if (busy.value.has(parkedId)) return false
    busy.value.add(parkedId)
    try {
      const made = await decide()
      const why = madeText(made)
      if (why === null) notice(done)
      else warning(why)
      return made.type === 'kept'
    } finally {
      busy.value.delete(parkedId)
    }
  }

  return {
    busy,
    accept: ({ id, clientId, actionId }: Parked) =>
      deciding(
        id,
        () =>
          make(
            'parked.accepted',
            { type: 'client', id: clientId },
            { parkedId: id, actionId, on: today.value },
          ),
        t('parked.accepted'),
      ),
    decline: ({ id, clientId, actionId }: Parked, comment: string | null) =>
      deciding(
        id,
        () => make('parked.declined', { type: 'client', id: clientId }, { parkedId: id, actionId, comment }),
        t('parked.declined'),
      ),
  }
}
