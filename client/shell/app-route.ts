import type { Component } from 'vue'
import type { RouteLocationRaw, RouteRecordRaw } from 'vue-router'
import type { Role } from '#shared/people/person.ts'
import type { Lot, WordKey } from './i18n/i18n.ts'

/** A screen: where it lives, what it is called, who may open it, and what the frame shows around it. */
export type AppRoute = {
  path: string
  name: string
  title: WordKey
  /** Whether the bottom bar and the rail stand around it. */
  bar: boolean
  view: () => Promise<{ default: Component }>
  /** Which words must be loaded before it is shown; the everyday ones, when left out. */
  words?: Lot
  /** Hands the parameters of the path to the view as props. */
  props?: boolean
  /** Everybody signed in, when left out. */
  may?: readonly Role[]
  /** Opens without signing in. */
  open?: boolean
  /** Has something to show before the first data of the person is here. */
  beforeData?: boolean
  /** A place in the navigation: `main` in thumb reach, `more` behind More and in the rail. */
  place?: { in: 'main' | 'more'; icon: Component; keys?: string }
  children?: AppRoute[]
}

export type NavItem = { name: string; to: RouteLocationRaw; label: WordKey; icon: Component; keys?: string }

export function toRecord({ path, name, view, props, children }: AppRoute): RouteRecordRaw {
  return { path, name, component: view, props: props ?? false, children: (children ?? []).map(toRecord) }
}

export function flatten(routes: readonly AppRoute[]): AppRoute[] {
  return routes.flatMap((route) => [route, ...flatten(route.children ?? [])])
}

export function mayOpen(route: AppRoute, role: Role | null): boolean {
  if (route.open) return true
  return role !== null && (route.may === undefined || route.may.includes(role))
}

export function navigation(
  routes: readonly AppRoute[],
  place: 'main' | 'more',
  role: Role | null,
): NavItem[] {
  return flatten(routes).flatMap((route) =>
    route.place?.in === place && mayOpen(route, role)
      ? [
          {
            name: route.name,
            to: { name: route.name },
            label: route.title,
            icon: route.place.icon,
            keys: route.place.keys,
          },
        ]
      : [],
  )
}
