import type { AppRoute } from './app-route.ts'

export const shellRoutes: AppRoute[] = [
  {
    path: '/:anywhere(.*)*',
    name: 'notFound',
    title: 'shell.notFound.title',
    bar: true,
    beforeData: true,
    view: () => import('./NotFoundView.vue'),
  },
]
