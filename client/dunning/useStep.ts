import { computed } from 'vue'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { itemsInScenario } from '#shared/dunning/exclusion.ts'
import { nextStep } from '#shared/dunning/next-step.ts'
import { preparedText } from '#shared/dunning/prepared-text.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { useAct } from '../follow-ups/useAct.ts'
import { useMay } from '../items/useMay.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'

type Done = DataOf<'scenarioStep.done'>

/** The step a client has next: its text, and what can be done with it. */
export function useStep(file: () => ClientFile) {
  const { t } = useWords()
  const { company, me, today } = useCompany()
  const { language, inWords } = useNames()
  const { amount, day } = useFormat()
  const act = useAct()
  const may = useMay(file)

  const items = computed(() => itemsInScenario(file(), company.value))
  /** A text names what is due; before anything is, all that is in. */
  const named = computed(() => {
    const due = items.value.filter(({ dueOn }) => dueOn <= today.value)
    return due.length > 0 ? due : items.value
  })
  const next = computed(() => nextStep(file(), company.value, items.value))
  const mayDo = computed(
    () => next.value !== null && may('scenarioStep.done', { itemIds: [next.value.leader.id] }),
  )
  const text = computed(() => {
    const id = next.value?.step.messageTemplateId
    const setting = id ? company.value.settings.get(id) : undefined
    if (setting?.kind !== 'messageTemplate') return null
    return preparedText(setting, {
      client: file().client,
      items: named.value.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1)),
      me: me.value.name,
      company: company.value.name,
      today: today.value,
      language: language.value,
      amount,
      day: (one) => day(one, 'short'),
    })
  })

  async function tell(data: Pick<Done, 'how' | 'movedTo' | 'comment' | 'call'>, words: string) {
    if (!next.value) return false
    const { leader, index } = next.value
    const on = data.how === 'moved' ? null : today.value
    const whole = { leaderItemId: leader.id, step: index, on, ...data }
    return act('scenarioStep.done', file().client.id, whole, words)
  }
  const name = () => (next.value ? inWords(next.value.step.name) : '')

  return {
    next,
    text,
    mayDo,
    done: (call: Done['call'], movedTo: CalendarDay | null, comment: string | null) =>
      tell({ how: 'done', movedTo, comment, call }, t('dunning.done', { name: name() })),
    skip: (comment: string) =>
      tell({ how: 'skipped', movedTo: null, comment, call: null }, t('dunning.skipped', { name: name() })),
    move: (to: CalendarDay) =>
      tell(
        { how: 'moved', movedTo: to, comment: null, call: null },
        t('dunning.moved', { name: name(), day: day(to, 'weekday', today.value) }),
      ),
  }
}
