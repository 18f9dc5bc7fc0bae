import { CircleUserRound, UsersRound } from '@lucide/vue'
import type { AppRoute } from '../shell/app-route.ts'

export const peopleRoutes: AppRoute[] = [
  {
    path: '/more',
    name: 'more',
    title: 'shell.more',
    bar: true,
    beforeData: true,
    view: () => import('./MoreView.vue'),
  },
  {
    path: '/people',
    name: 'people',
    title: 'people.list.title',
    bar: true,
    may: ['administrator', 'creditManager'],
    place: { in: 'more', icon: UsersRound },
    words: 'seldom',
    view: () => import('./PeopleView.vue'),
  },
  {
    path: '/account',
    name: 'account',
    title: 'people.title',
    bar: true,
    beforeData: true,
    place: { in: 'more', icon: CircleUserRound },
    view: () => import('./AccountView.vue'),
  },
]
