import { type ComputedRef, computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** The item whose sheet is open stands in the address, so that a reload and a link open it too. */
export function useShownItem(): { itemId: ComputedRef<string | null>; show: (id: string | null) => void } {
  const route = useRoute()
  const router = useRouter()
  const itemId = computed(() => (typeof route.query['item'] === 'string' ? route.query['item'] : null))
  const show = (id: string | null) =>
    void router.replace({ query: { ...route.query, item: id ?? undefined } })
  return { itemId, show }
}
