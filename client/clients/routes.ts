import { UserRoundPlus, Users } from '@lucide/vue'
import type { AppRoute } from '../shell/app-route.ts'

export const clientsRoutes: AppRoute[] = [
  {
    path: '/clients/unassigned',
    name: 'unassignedClients',
    title: 'clients.unassigned.title',
    bar: true,
    view: () => import('./HandOverView.vue'),
    may: ['administrator', 'creditManager'],
    place: { in: 'more', icon: UserRoundPlus },
  },
  {
    path: '/people/:personId/clients',
    name: 'clientsOf',
    title: 'clients.handOver.route',
    bar: true,
    view: () => import('./HandOverView.vue'),
    props: true,
    may: ['administrator', 'creditManager'],
  },
  {
    path: '/clients',
    name: 'clients',
    title: 'shell.clients',
    bar: true,
    view: () => import('./ClientsView.vue'),
    place: { in: 'main', icon: Users },
    children: [
      {
        path: ':clientId',
        name: 'client',
        title: 'clients.title',
        bar: true,
        view: () => import('./ClientView.vue'),
        props: true,
      },
    ],
  },
]
