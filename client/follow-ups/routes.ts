import type { AppRoute } from '../shell/app-route.ts'

export const followUpRoutes: AppRoute[] = [
  {
    path: '/cases/:actionId',
    name: 'case',
    title: 'followUps.title',
    bar: true,
    view: () => import('./CaseView.vue'),
    props: true,
  },
]
