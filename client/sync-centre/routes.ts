import type { AppRoute } from '../shell/app-route.ts'

export const syncRoutes: AppRoute[] = [
  {
    path: '/sync',
    name: 'sync',
    title: 'syncCentre.title',
    bar: true,
    beforeData: true,
    view: () => import('./SyncCentreView.vue'),
  },
]
