import { type ClientFile, findAction } from '#shared/clients/client-file.ts'
import type { Exclusion } from '#shared/dunning/exclusion.ts'
import { useNames } from './useNames.ts'
import { useWords } from '../shell/i18n/useWords.ts'

/** Why an item is out of dunning, in words. */
export function useExclusionWords(file: () => ClientFile) {
  const { t } = useWords()
  const { statusName } = useNames()

  function whyOut(exclusion: Exclusion): string {
    switch (exclusion.because) {
      case 'settled':
      case 'credit':
        return t(`items.out.${exclusion.because}`)
      case 'inAction':
        return t('items.out.inAction', { name: findAction(file(), exclusion.actionId)?.name ?? '' })
      case 'status':
        return t('items.out.status', { name: statusName(exclusion.statusId) })
    }
  }
  return { whyOut }
}
