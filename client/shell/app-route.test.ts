import { expect, test } from 'vitest'
import { mayOpen, navigation, type AppRoute } from './app-route.ts'

const view = async () => ({ default: {} })
const icon = {}
const routes: AppRoute[] = [
  { path: '/', name: 'agenda', title: 'shell.agenda', bar: true, view, place: { in: 'main', icon } },
  {
    path: '/import',
    name: 'import',
    title: 'shell.more',
    bar: true,
    view,
    may: ['administrator'],
    place: { in: 'more', icon },
  },
  { path: '/sign-in', name: 'signIn', title: 'shell.more', bar: false, view, open: true },
]

test('the navigation shows what the role may open', () => {
  expect(navigation(routes, 'more', 'administrator').map(({ name }) => name)).toEqual(['import'])
  expect(navigation(routes, 'more', 'resolver')).toEqual([])
})

test('without a sign-in only open screens open', () => {
  expect(routes.map((route) => mayOpen(route, null))).toEqual([false, false, true])
})
