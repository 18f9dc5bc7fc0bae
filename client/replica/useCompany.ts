import { computed } from 'vue'
import { must } from '#shared/base/must.ts'
import { useWorkplace } from '../session/workplace.ts'

/**
 * The company's settings and people, who one is, and today's day in the company's time zone, which turns at midnight
 * in an open app. Only below the frame that waits for `useSyncState().isReady`.
 */
export function useCompany() {
  const { snapshot } = useWorkplace().view
  return {
    company: computed(() => must(snapshot.value.company, 'the company, before the first page came')),
    me: computed(() => snapshot.value.me),
    preferences: computed(() => snapshot.value.preferences),
    today: computed(() => snapshot.value.today),
  }
}
