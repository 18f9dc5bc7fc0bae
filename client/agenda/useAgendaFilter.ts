import { computed, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import * as z from 'zod/mini'
import type { AgendaWhen } from '#shared/agenda/agenda-row.ts'
import { SEES_OTHERS_AGENDAS } from '#shared/agenda/whose-agenda.ts'
import { type AgendaFilter } from '../replica/useAgenda.ts'
import { useCompany } from '../replica/useCompany.ts'
import { afterPaint } from '../ui/after-paint.ts'
import { DEFAULT_FILTER, EVERYBODY, MINE, agendaFilterSchema } from './agenda-filter.ts'
import { useKeptFilter } from './useKeptFilter.ts'

/** The agenda's filter: kept from visit to visit, except for late, today and coming, which stand in the address. */
export function useAgendaFilter() {
  const route = useRoute()
  const router = useRouter()
  const { me, company } = useCompany()
  const { filter: kept, choose } = useKeptFilter('agenda', (text) => {
    const read = z.safeParse(agendaFilterSchema, text)
    return read.success ? read.data : DEFAULT_FILTER
  })

  const seesOthers = computed(() => SEES_OTHERS_AGENDAS[me.value.role])
  /** Somebody who has left, or whose agenda is no longer one's to see, is not looked for. */
  const who = computed(() => {
    if (!seesOthers.value) return MINE
    const chosen = kept.value.who
    return chosen === MINE || chosen === EVERYBODY || company.value.people.has(chosen) ? chosen : MINE
  })
  /** The rows of a tap come first, its address after they are on the screen. */
  const tapped = shallowRef<{ when: AgendaWhen | undefined } | null>(null)
  const when = computed({
    get: (): AgendaWhen | undefined =>
      tapped.value ? tapped.value.when : WHENS.find((one) => one === route.query.when),
    set: (next) => void show({ when: next }),
  })
  async function show(tap: { when: AgendaWhen | undefined }) {
    tapped.value = tap
    await afterPaint()
    if (tapped.value !== tap) return
    await router.replace({ query: { ...route.query, when: tap.when } })
    if (tapped.value === tap) tapped.value = null
  }
  const asked = computed<AgendaFilter>(() => {
    const { types, kinds } = kept.value
    return {
      questions: true,
      ...(who.value === EVERYBODY ? { personId: null } : who.value === MINE ? {} : { personId: who.value }),
      ...(types.length ? { types } : {}),
      ...(kinds.length ? { kinds } : {}),
    }
  })
  const isNarrowed = computed(() => kept.value.types.length > 0 || kept.value.kinds.length > 0)
  return { kept, choose, who, when, asked, seesOthers, isNarrowed }
}

const WHENS = ['late', 'today', 'coming'] as const
