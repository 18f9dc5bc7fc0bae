import { ListChecks } from '@lucide/vue'
import { ROLES } from '#shared/people/person.ts'
import type { AppRoute } from '../shell/app-route.ts'

export const validationRoutes: AppRoute[] = [
  {
    path: '/validations',
    name: 'validations',
    title: 'shell.validations',
    bar: true,
    may: ROLES.filter((role) => role !== 'guest'),
    view: () => import('./ValidationsView.vue'),
    place: { in: 'more', icon: ListChecks },
    children: [
      {
        path: ':actionId',
        name: 'validationCase',
        title: 'followUps.title',
        bar: true,
        view: () => import('../follow-ups/CaseView.vue'),
        props: true,
      },
    ],
  },
]
