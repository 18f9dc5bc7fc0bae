import { computed } from 'vue'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'

/** What is wrong with a day that is to come: it lies behind. The day that stood there before may stay. */
export function useDayAhead(day: () => CalendarDay | null, before: () => CalendarDay | null = () => null) {
  const { today } = useCompany()
  const { t } = useWords()
  const problem = computed(() => {
    const chosen = day()
    return chosen !== null && chosen < today.value && chosen !== before() ? t('refusals.amiss.past') : null
  })
  return { problem, today }
}
