import type { AppRoute } from '../shell/app-route.ts'

export const searchRoutes: AppRoute[] = [
  {
    path: '/search',
    name: 'search',
    title: 'search.title',
    bar: true,
    view: () => import('./SearchView.vue'),
  },
]
