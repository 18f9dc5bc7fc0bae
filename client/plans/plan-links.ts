import type { RouteLocationRaw } from 'vue-router'

/** The way to a new plan over ticked items of a client: they stand in the state of the page, for they may be many. */
export function newPlanLink(clientId: string, itemIds: readonly string[]): RouteLocationRaw {
  return { name: 'planOfClient', params: { clientId }, state: { itemIds: [...itemIds] } }
}

/** The items that were ticked on the way to a page. */
export function tickedOf(state: unknown): string[] {
  const ids = typeof state === 'object' && state !== null && 'itemIds' in state ? state.itemIds : null
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}
