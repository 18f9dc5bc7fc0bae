import type { AppRoute } from '../shell/app-route.ts'

export const welcomeRoutes: AppRoute[] = [
  {
    path: '/welcome',
    name: 'welcome',
    title: 'welcome.title',
    bar: false,
    words: 'seldom',
    open: true,
    view: () => import('./WelcomeView.vue'),
  },
]
