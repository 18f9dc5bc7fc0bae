import type { Action } from '#shared/actions/action.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { useNames } from '../items/useNames.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useAct } from './useAct.ts'
import type { What } from './useChoices.ts'

type Fields = DataOf<'action.changed'>['fields']

/** One field of an action changed by one choice, with what the toast says of it. */
export function useCaseChanges(action: () => Action | null) {
  const { t } = useWords()
  const { personName, reasonName, whatName } = useNames()
  const act = useAct()

  function change(fields: Fields, words: string) {
    const current = action()
    if (!current) return
    void act('action.changed', current.clientId, { actionId: current.id, fields, comment: null }, words)
  }

  return {
    pickOwner(ownerId: string | null) {
      if (ownerId === null || ownerId === action()?.ownerId) return
      change({ ownerId }, t('followUps.done.ownerChanged', { name: personName(ownerId) }))
    },
    pickResolver(resolverId: string | null) {
      if (resolverId === action()?.resolverId) return
      const words =
        resolverId === null
          ? t('followUps.done.resolverCleared')
          : t('followUps.done.resolverChanged', { name: personName(resolverId) })
      change({ resolverId }, words)
    },
    pickReason(reasonId: string | null) {
      if (reasonId === action()?.reasonId) return
      const name = reasonName(reasonId) ?? t('followUps.none.reason')
      change({ reasonId }, t('followUps.done.reasonChanged', { name }))
    },
    pickKind(what: What | undefined) {
      const current = action()
      if (!what || (what.type === current?.type && what.kind === current.kind)) return
      change(what, t('followUps.done.kindChanged', { name: whatName(what) }))
    },
  }
}
