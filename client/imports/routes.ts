import { FileUp } from '@lucide/vue'
import type { AppRoute } from '../shell/app-route.ts'

export const importRoutes: AppRoute[] = [
  {
    path: '/imports',
    name: 'imports',
    title: 'imports.title',
    bar: true,
    view: () => import('./ImportsView.vue'),
    may: ['administrator', 'creditManager'],
    place: { in: 'more', icon: FileUp },
  },
]
