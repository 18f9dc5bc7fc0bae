import { FolderOpen } from '@lucide/vue'
import type { AppRoute } from '../shell/app-route.ts'

export const followUpRoutes: AppRoute[] = [
  {
    path: '/cases',
    name: 'cases',
    title: 'shell.cases',
    bar: true,
    view: () => import('./CasesView.vue'),
    place: { in: 'main', icon: FolderOpen },
    children: [
      {
        path: ':actionId',
        name: 'case',
        title: 'followUps.title',
        bar: true,
        view: () => import('./CaseView.vue'),
        props: true,
      },
    ],
  },
]
