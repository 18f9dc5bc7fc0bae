import { type ComputedRef, computed } from 'vue'
import { must } from '#shared/base/must.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import type { Person } from '#shared/people/person.ts'
import { useWorkplace } from '../session/workplace.ts'
import type { ReplicaView } from './replica-view.ts'
import type { Snapshot } from './snapshot.ts'

type CompanySeen = {
  company: ComputedRef<Company>
  me: ComputedRef<Person>
  preferences: ComputedRef<Snapshot['preferences']>
  today: ComputedRef<CalendarDay>
}

/** One for all who ask, of each replica: every row of a list does. */
const seenOf = new WeakMap<ReplicaView['snapshot'], CompanySeen>()

/**
 * The company's settings and people, who one is, and today's day in the company's time zone, which turns at midnight
 * in an open app. Only below the frame that waits for `useSyncState().isReady`.
 */
export function useCompany(): CompanySeen {
  const { snapshot } = useWorkplace().view
  const known = seenOf.get(snapshot)
  if (known) return known
  const seen = {
    company: computed(() => must(snapshot.value.company, 'the company, before the first page came')),
    me: computed(() => snapshot.value.me),
    preferences: computed(() => snapshot.value.preferences),
    today: computed(() => snapshot.value.today),
  }
  seenOf.set(snapshot, seen)
  return seen
}
