import { type RouteLocationRaw, useRoute } from 'vue-router'

/** The way to another case: beside the list one is in, or on the list of cases. */
export function useCaseLink(): (actionId: string) => RouteLocationRaw {
  const route = useRoute()
  return (actionId) => ({
    name: 'actionId' in route.params && route.name ? route.name : 'case',
    params: { actionId },
  })
}
