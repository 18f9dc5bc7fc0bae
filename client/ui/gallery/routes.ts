import type { AppRoute } from '../../shell/app-route.ts'

export const galleryRoutes: AppRoute[] = [
  {
    path: '/gallery',
    name: 'gallery',
    title: 'shell.gallery',
    bar: true,
    open: true,
    view: () => import('./GalleryView.vue'),
  },
]
