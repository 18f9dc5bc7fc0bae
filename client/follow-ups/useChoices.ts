import { computed } from 'vue'
import { ACTION_TYPES, type ActionType, type FollowUpKind, KIND_NAMES } from '#shared/actions/kinds.ts'
import type { Choice } from '#shared/company/settings.ts'
import { ofKind } from '#shared/company/company.ts'
import { permissionsOf } from '#shared/journal/permissions-of.ts'
import type { Person } from '#shared/people/person.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { hueOfAction } from '../ui/hue.ts'
import { codeWords } from './case-words.ts'

/** What an action can be: a kind of follow-up, or one of the other types. */
export type What = { type: ActionType; kind: FollowUpKind | null }

const WHATS = new Map<string, What>([
  ...KIND_NAMES.map((kind) => [kind, { type: 'followUp' as const, kind }] as const),
  ...ACTION_TYPES.filter((type) => type !== 'followUp').map((type) => [type, { type, kind: null }] as const),
])

export function whatOf(key: string): What | undefined {
  return WHATS.get(key)
}

/** The choices of the case page, in the words and order of the company. */
export function useChoices() {
  const { company, me } = useCompany()
  const { inWords, whatName } = useNames()
  const { t } = useWords()

  const workers = computed(() =>
    [...company.value.people.values()]
      .filter(({ active, role }) => active && permissionsOf('action.changed')[role] !== 'never')
      .sort((a, b) => collator.compare(a.name, b.name)),
  )
  const personOption = ({ id, name, role }: Person) => ({
    value: id,
    label: id === me.value.id ? `${name} (${t('ui.you')})` : name,
    detail: t(`people.role.${role}`),
  })
  const choiceOptions = (choices: readonly Choice[]) =>
    choices
      .filter(({ data }) => data.active)
      .sort((a, b) => a.data.position - b.data.position)
      .map(({ id, data }) => ({ value: id, label: inWords(data.name) }))
  const settings = computed(() => [...company.value.settings.values()])

  return {
    /** Everybody who may have a to-do: who works in a department only too. */
    colleagues: computed(() =>
      [...company.value.people.values()]
        .filter(({ active, role }) => active && role !== 'guest')
        .sort((a, b) => collator.compare(a.name, b.name))
        .map(personOption),
    ),
    owners: computed(() => workers.value.map(personOption)),
    /** Those whose role it is come first. */
    resolvers: computed(() =>
      workers.value
        .toSorted((a, b) => Number(b.role === 'resolver') - Number(a.role === 'resolver'))
        .map(personOption),
    ),
    reasons: computed(() =>
      company.value.reasons
        .filter(({ data }) => data.active)
        .map((reason) => ({
          value: reason.id,
          label: inWords(reason.data.name),
          detail: codeWords(reason, t),
        })),
    ),
    kinds: computed(() =>
      [...WHATS]
        .filter(([, { kind }]) => kind === null || company.value.caseKinds[kind].data.active)
        .map(([value, what]) => ({
          value,
          label: whatName(what),
          hue: hueOfAction(what.type, what.kind),
        })),
    ),
    resolutions: computed(() => choiceOptions(ofKind(settings.value, 'resolution'))),
    rootCauses: computed(() => choiceOptions(ofKind(settings.value, 'rootCause'))),
  }
}

const collator = new Intl.Collator()
