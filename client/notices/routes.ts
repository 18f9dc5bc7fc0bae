import { Bell } from '@lucide/vue'
import type { AppRoute } from '../shell/app-route.ts'

export const noticeRoutes: AppRoute[] = [
  {
    path: '/notices',
    name: 'notices',
    title: 'shell.notices',
    words: 'seldom',
    bar: true,
    view: () => import('./NoticesView.vue'),
    place: { in: 'more', icon: Bell },
  },
]
