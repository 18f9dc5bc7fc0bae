import type { ActionType, FollowUpKind } from '../actions/kinds.ts'
import type { Template } from '../company/settings.ts'

function template(
  position: number,
  key: string,
  type: ActionType,
  kind: FollowUpKind | null,
  [en, fr]: [string, string],
  [patternEn, patternFr]: [string, string],
): Template {
  return {
    id: `template.${key}`,
    kind: 'template',
    data: {
      key,
      name: { en, fr },
      type,
      kind,
      namePattern: { en: patternEn, fr: patternFr },
      owner: { by: 'opener', personId: null },
      resolver: { by: kind === 'dispute' ? 'assignment' : 'nobody', personId: null },
      days: null,
      stageIds: null,
      checklist: [],
      closesByItself: false,
      active: true,
      position,
    },
    removed: false,
    version: 0,
  }
}

const STATUS: [string, string] = ['{status}, {number}', '{status}, {number}']

/** The templates a company has where it has not saved them: one of each kind of follow-up and of each other type. */
export const DEFAULT_TEMPLATES: readonly Template[] = [
  template(1, 'dispute', 'followUp', 'dispute', ['Dispute', 'Litige'], STATUS),
  template(2, 'instalmentPlan', 'followUp', 'instalmentPlan', ['Instalment plan', 'Échéancier'], STATUS),
  template(3, 'litigation', 'followUp', 'litigation', ['Litigation', 'Contentieux'], STATUS),
  template(4, 'validation', 'followUp', 'validation', ['Validation', 'Validation'], STATUS),
  template(
    5,
    'creditNoteRequest',
    'followUp',
    'creditNoteRequest',
    ['Credit note request', 'Demande d’avoir'],
    STATUS,
  ),
  template(
    6,
    'publicReceivable',
    'followUp',
    'publicReceivable',
    ['Public receivable', 'Créance publique'],
    STATUS,
  ),
  template(7, 'other', 'followUp', 'other', ['Other follow-up', 'Autre suivi'], STATUS),
  template(
    8,
    'promiseCheck',
    'promiseCheck',
    null,
    ['Promise check', 'Contrôle de promesse'],
    ['Promise, {number}', 'Promesse, {number}'],
  ),
  template(9, 'call', 'call', null, ['Call', 'Appel'], ['Call, {number}', 'Appel, {number}']),
  template(10, 'email', 'email', null, ['E-mail', 'E-mail'], ['E-mail, {number}', 'E-mail, {number}']),
  template(11, 'letter', 'letter', null, ['Letter', 'Courrier'], ['Letter, {number}', 'Courrier, {number}']),
  template(12, 'task', 'task', null, ['Task', 'Tâche'], ['Task, {number}', 'Tâche, {number}']),
]
