import type { AppRoute } from './app-route.ts'

export const shellRoutes: AppRoute[] = [
  { path: '/more', name: 'more', title: 'shell.more', bar: true, view: () => import('./MoreView.vue') },
  {
    path: '/:anywhere(.*)*',
    name: 'notFound',
    title: 'shell.notFound.title',
    bar: true,
    view: () => import('./NotFoundView.vue'),
  },
]
