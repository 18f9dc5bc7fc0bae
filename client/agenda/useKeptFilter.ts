import { computed, onScopeDispose, shallowRef } from 'vue'
import { useEntries } from '../outbox/useEntries.ts'
import { useCompany } from '../replica/useCompany.ts'

const SAVES_AFTER_MS = 700

/**
 * A screen's filter, kept in the person's preferences and so on all their devices. It applies at once; it is saved
 * when the choosing has come to rest.
 */
export function useKeptFilter<Filter>(screen: string, read: (kept: unknown) => Filter) {
  const { me, preferences } = useCompany()
  const { make } = useEntries()
  const chosen = shallowRef<{ filter: Filter } | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  // The text by itself, so that a new snapshot with the same filter moves nothing.
  const text = computed(() => preferences.value.filters[screen])
  const kept = computed(() => read(parsed(text.value)))
  const filter = computed<Filter>(() => chosen.value?.filter ?? kept.value)

  function choose(next: Filter) {
    const choice = { filter: next }
    chosen.value = choice
    clearTimeout(timer)
    timer = setTimeout(() => void save(choice), SAVES_AFTER_MS)
  }
  async function save(choice: { filter: Filter }) {
    timer = undefined
    const filters = { ...preferences.value.filters, [screen]: JSON.stringify(choice.filter) }
    const made = await make('preferences.saved', { type: 'person', id: me.value.id }, { filters })
    if (chosen.value === choice && made.type === 'kept') chosen.value = null
  }
  onScopeDispose(() => {
    if (timer === undefined || chosen.value === null) return
    clearTimeout(timer)
    void save(chosen.value)
  })
  return { filter, choose }
}

function parsed(text = '{}'): unknown {
  try {
    const kept: unknown = JSON.parse(text)
    return kept
  } catch {
    return {}
  }
}
