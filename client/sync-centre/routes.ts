import type { AppRoute } from '../shell/app-route.ts'

export const syncRoutes: AppRoute[] = [
  {
    path: '/sync',
    name: 'sync',
    title: 'shell.sync',
    bar: true,
    words: 'seldom',
    beforeData: true,
    view: () => import('./SyncCentreView.vue'),
  },
]
