import { Bell } from '@lucide/vue'
import type { AppRoute } from '../shell/app-route.ts'

export const noticeRoutes: AppRoute[] = [
  {
    path: '/notices',
    name: 'notices',
    title: 'notices.title',
    bar: true,
    view: () => import('./NoticesView.vue'),
    place: { in: 'more', icon: Bell },
  },
]
