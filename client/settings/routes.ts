import { SlidersHorizontal } from '@lucide/vue'
import type { Component } from 'vue'
import type { AppRoute } from '../shell/app-route.ts'
import type { WordKey } from '../shell/i18n/i18n.ts'
import { RUNS_THE_COMPANY } from '#shared/journal/permissions.ts'
import { ROLES } from '#shared/people/person.ts'

/** Who may save a setting opens the screens where it is done. */
const may = ROLES.filter((role) => RUNS_THE_COMPANY[role] !== 'never')

function part(
  path: string,
  name: string,
  title: WordKey,
  view: () => Promise<{ default: Component }>,
): AppRoute {
  return { path, name, title, bar: true, words: 'seldom', may, props: true, view }
}

export const settingsRoutes: AppRoute[] = [
  {
    path: '/settings',
    name: 'settings',
    title: 'shell.settings',
    bar: true,
    words: 'seldom',
    may,
    place: { in: 'more', icon: SlidersHorizontal },
    view: () => import('./SettingsView.vue'),
    children: [
      part('kinds/:kind', 'settingsKind', 'settings.kinds.title', () => import('./KindView.vue')),
      part('lists/:list', 'settingsList', 'settings.lists.title', () => import('./ListView.vue')),
      part('promises', 'settingsPromises', 'settings.promises.title', () => import('./PromisesView.vue')),
      part('plans', 'settingsPlans', 'settings.plans.title', () => import('./PlansView.vue')),
      part(
        'validations',
        'settingsValidations',
        'settings.validations.title',
        () => import('./ValidationsView.vue'),
      ),
      part('documents', 'settingsDocuments', 'settings.documents.title', () => import('./DocumentsView.vue')),
      part('rules/:list', 'settingsRules', 'rules.title', () => import('../rules/RulesView.vue')),
      part('rules/:list/:id', 'settingsRule', 'rules.title', () => import('../rules/RuleView.vue')),
      part(
        'scenario-rules',
        'settingsScenarioRules',
        'rules.scenarioRules.title',
        () => import('../rules/ScenarioRulesView.vue'),
      ),
      part(
        'scenario-rules/:id',
        'settingsScenarioRule',
        'rules.scenarioRules.title',
        () => import('../rules/ScenarioRuleView.vue'),
      ),
      part(
        'assignment',
        'settingsAssignment',
        'assignment.title',
        () => import('../assignment/AssignmentView.vue'),
      ),
      part(
        'assignment/:personId',
        'settingsCriteria',
        'assignment.title',
        () => import('../assignment/CriteriaView.vue'),
      ),
      part('history', 'settingsHistory', 'settings.history.title', () => import('./CompanyHistoryView.vue')),
      part('rates', 'settingsRates', 'settings.rates.title', () => import('./RatesView.vue')),
    ],
  },
]
