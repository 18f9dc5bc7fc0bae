import { computed } from 'vue'
import { createRouter, useRoute, type RouterHistory } from 'vue-router'
import { agendaRoutes } from '../agenda/routes.ts'
import { clientsRoutes } from '../clients/routes.ts'
import { documentRoutes } from '../documents/routes.ts'
import { followUpRoutes } from '../follow-ups/routes.ts'
import { importRoutes } from '../imports/routes.ts'
import { noticeRoutes } from '../notices/routes.ts'
import { peopleRoutes } from '../people/routes.ts'
import { planRoutes } from '../plans/routes.ts'
import { quarantineRoutes } from '../quarantine/routes.ts'
import { searchRoutes } from '../search/routes.ts'
import { sessionRoutes } from '../session/routes.ts'
import { settingsRoutes } from '../settings/routes.ts'
import { syncRoutes } from '../sync-centre/routes.ts'
import { galleryRoutes } from '../ui/gallery/routes.ts'
import { validationRoutes } from '../validations/routes.ts'
import { flatten, toRecord, type AppRoute } from './app-route.ts'
import { shellRoutes } from './routes.ts'
import { welcomeRoutes } from '../welcome/routes.ts'

/** Every screen, by family. The order is the order of the navigation; the shell's own end with “not found”. */
export const appRoutes: AppRoute[] = [
  ...agendaRoutes,
  ...clientsRoutes,
  ...followUpRoutes,
  ...documentRoutes,
  ...validationRoutes,
  ...noticeRoutes,
  ...planRoutes,
  ...searchRoutes,
  ...importRoutes,
  ...quarantineRoutes,
  ...settingsRoutes,
  ...peopleRoutes,
  ...syncRoutes,
  ...sessionRoutes,
  ...galleryRoutes,
  ...welcomeRoutes,
  ...shellRoutes,
]

const byName = new Map(flatten(appRoutes).map((route) => [route.name, route]))

export function createAppRouter(history: RouterHistory) {
  return createRouter({
    history,
    routes: appRoutes.map(toRecord),
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })
}

export function routeByName(name: unknown): AppRoute | undefined {
  return typeof name === 'string' ? byName.get(name) : undefined
}

/** What the route on screen says about itself. */
export function useAppRoute() {
  const route = useRoute()
  return computed(() => routeByName(route.name))
}
