import { CalendarRange } from '@lucide/vue'
import { opensForClients } from '#shared/agenda/whose-agenda.ts'
import { ROLES } from '#shared/people/person.ts'
import type { AppRoute } from '../shell/app-route.ts'

const WORKS = ROLES.filter(opensForClients)

export const planRoutes: AppRoute[] = [
  {
    path: '/plans',
    name: 'plans',
    title: 'shell.plans',
    bar: true,
    place: { in: 'more', icon: CalendarRange },
    view: () => import('./PortfolioView.vue'),
    children: [
      {
        path: 'cases/:actionId',
        name: 'planCase',
        title: 'followUps.title',
        bar: true,
        props: true,
        view: () => import('../follow-ups/CaseView.vue'),
      },
    ],
  },
  {
    path: '/clients/:clientId/plan',
    name: 'planOfClient',
    title: 'shell.plans',
    bar: false,
    may: WORKS,
    props: true,
    view: () => import('./PlanMakerView.vue'),
  },
  {
    path: '/cases/:actionId/plan',
    name: 'planOfCase',
    title: 'shell.plans',
    bar: false,
    may: WORKS,
    props: true,
    view: () => import('./PlanMakerView.vue'),
  },
  {
    path: '/cases/:actionId/plan/shown',
    name: 'planShown',
    title: 'shell.plans',
    bar: false,
    props: true,
    view: () => import('./ShowPlanView.vue'),
  },
]
