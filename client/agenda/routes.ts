import { CalendarCheck } from '@lucide/vue'
import { opensForClients } from '#shared/agenda/whose-agenda.ts'
import { ROLES } from '#shared/people/person.ts'
import type { AppRoute } from '../shell/app-route.ts'

export const agendaRoutes: AppRoute[] = [
  {
    path: '/',
    name: 'agenda',
    title: 'shell.agenda',
    bar: true,
    words: 'first',
    view: () => import('./AgendaView.vue'),
    place: { in: 'main', icon: CalendarCheck },
    children: [
      {
        path: 'agenda/cases/:actionId',
        name: 'agendaCase',
        title: 'followUps.title',
        bar: true,
        view: () => import('../follow-ups/CaseView.vue'),
        props: true,
      },
      {
        path: 'agenda/clients/:clientId',
        name: 'agendaClient',
        title: 'clients.title',
        bar: true,
        view: () => import('../clients/ClientView.vue'),
        props: true,
      },
    ],
  },
  {
    path: '/new',
    name: 'new',
    title: 'agenda.new.title',
    bar: true,
    view: () => import('./NewActionView.vue'),
    may: ROLES.filter(opensForClients),
  },
]
