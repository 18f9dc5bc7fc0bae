import type { Action } from '#shared/actions/action.ts'
import type { FollowUpKind } from '#shared/actions/kinds.ts'
import type { Status } from '#shared/company/settings.ts'
import { findStatus } from '#shared/company/company.ts'
import { type Words, wordIn } from '#shared/company/words.ts'
import { ACCOUNTING, RULE } from '#shared/journal/entry.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { hueOfStatus, type Hue } from '../ui/hue.ts'

/** Names of settings and people in the language of the person who reads. */
export function useNames() {
  const { company, me } = useCompany()
  const { t, language } = useWords()

  const inWords = (words: Words) => wordIn(words, language.value)

  function statusName(statusId: string | null): string {
    const status = findStatus(company.value, statusId)
    return status ? inWords(status.data.name) : t('items.noStatus')
  }

  function statusHue(statusId: string | null): Hue | undefined {
    const status = findStatus(company.value, statusId)
    return status ? hueOfStatus(status.data) : undefined
  }

  const kindName = (kind: FollowUpKind) => inWords(company.value.caseKinds[kind].data.name)

  /** What an action is: a follow-up by its kind, the others by their type. */
  const whatName = ({ type, kind }: Pick<Action, 'type' | 'kind'>) =>
    kind ? kindName(kind) : t(`followUps.type.${type}`)

  function reasonName(reasonId: string | null): string | null {
    const reason = reasonId === null ? undefined : company.value.settings.get(reasonId)
    return reason?.kind === 'reason' ? inWords(reason.data.name) : null
  }

  function personName(personId: string | null): string {
    if (personId === me.value.id) return t('ui.you')
    if (personId === ACCOUNTING) return t('history.who.accounting')
    if (personId === RULE) return t('history.who.rule')
    const person = personId === null ? undefined : company.value.people.get(personId)
    return person?.name ?? t('history.who.somebody')
  }

  const statusOptions = (statuses: readonly Status[]) =>
    statuses.map(({ id, data }) => ({
      value: id,
      label: inWords(data.name),
      hue: hueOfStatus(data),
    }))

  return {
    language,
    inWords,
    kindName,
    whatName,
    statusName,
    statusHue,
    reasonName,
    personName,
    statusOptions,
  }
}
