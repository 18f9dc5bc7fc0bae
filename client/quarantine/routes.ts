import { Inbox } from '@lucide/vue'
import type { AppRoute } from '../shell/app-route.ts'

export const quarantineRoutes: AppRoute[] = [
  {
    path: '/quarantine',
    name: 'quarantine',
    title: 'shell.quarantine',
    bar: true,
    words: 'seldom',
    view: () => import('./QuarantineView.vue'),
    may: ['administrator'],
    place: { in: 'more', icon: Inbox },
  },
]
