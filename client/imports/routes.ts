import { FileUp } from '@lucide/vue'
import type { AppRoute } from '../shell/app-route.ts'

export const importRoutes: AppRoute[] = [
  {
    path: '/imports',
    name: 'imports',
    title: 'shell.imports',
    bar: true,
    words: 'seldom',
    view: () => import('./ImportsView.vue'),
    may: ['administrator', 'creditManager'],
    place: { in: 'more', icon: FileUp },
  },
]
