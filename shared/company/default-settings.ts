import type { FollowUpKind } from '../actions/kinds.ts'
import type { CurrencyCode } from '../base/amount.ts'
import { DEFAULT_MESSAGES } from '../dunning/default-messages.ts'
import { PLAIN_STEP, type ScenarioStep } from '../dunning/scenario.ts'
import { DEFAULT_TEMPLATES } from '../templates/default-templates.ts'
import {
  DEFAULT_PLAN_RULE,
  DEFAULT_PROMISE_RULE,
  DEFAULT_VALIDATION_RULE,
  DEFAULT_CASE_KINDS,
} from './default-case-rules.ts'
import { DEFAULT_DOCUMENT_RULE } from './document-rule.ts'
import type { Setting } from './settings.ts'

type Fields = { id: string; kind: Setting['kind'] }

/** The settings a new company starts with; ids are stable words, so that presets and imports can name them. */
export function defaultSettings(card: { name: string; currency: CurrencyCode; timeZone: string }): Setting[] {
  return [
    { id: 'company', kind: 'company', data: card, removed: false, version: 0 },
    ...STATUSES,
    ...REASONS,
    ...ROOT_CAUSES,
    ...RESOLUTIONS,
    STANDARD_SCENARIO,
    ...DEFAULT_TEMPLATES,
    ...DEFAULT_MESSAGES,
    ...DEPARTMENTS,
    ...Object.values(DEFAULT_CASE_KINDS),
    kept({ id: 'promiseRule', kind: 'promiseRule' as const, data: DEFAULT_PROMISE_RULE }),
    kept({ id: 'planRule', kind: 'planRule' as const, data: DEFAULT_PLAN_RULE }),
    kept({ id: 'validationRule', kind: 'validationRule' as const, data: DEFAULT_VALIDATION_RULE }),
    kept({ id: 'documentRule', kind: 'documentRule' as const, data: DEFAULT_DOCUMENT_RULE }),
  ]
}

function kept<F extends Fields>(fields: F): F & { removed: false; version: 0 } {
  return { ...fields, removed: false, version: 0 }
}

type StatusData = Extract<Setting, { kind: 'status' }>['data']

function status(
  position: number,
  key: string,
  category: StatusData['category'],
  en: string,
  fr: string,
  more: Partial<Pick<StatusData, 'defaultDays' | 'action' | 'presetReasonId'>> = {},
): Setting {
  return kept({
    id: `status.${key}`,
    kind: 'status' as const,
    data: {
      key,
      name: { en, fr },
      category,
      active: true,
      defaultDays: more.defaultDays ?? 7,
      action: more.action ?? { mode: 'none' as const, templateId: null },
      scenario: category === 'disputeResolved' ? 'reenters' : 'stays',
      presetReasonId: more.presetReasonId ?? null,
      position,
    },
  })
}

const suggests = (key: FollowUpKind) => ({ mode: 'suggest' as const, templateId: `template.${key}` })

const STATUSES: Setting[] = [
  status(1, 'ongoing', 'ongoing', 'In progress', 'En cours'),
  status(2, 'promise', 'promiseToPay', 'Promise to pay', 'Promesse de paiement', { defaultDays: 10 }),
  status(3, 'dispute', 'dispute', 'Dispute', 'Litige', { action: suggests('dispute') }),
  status(4, 'priceDispute', 'dispute', 'Price dispute', 'Litige prix', {
    action: suggests('dispute'),
    presetReasonId: 'reason.price',
  }),
  status(5, 'deliveryDispute', 'dispute', 'Delivery dispute', 'Litige livraison', {
    action: suggests('dispute'),
    presetReasonId: 'reason.delivery',
  }),
  status(6, 'qualityDispute', 'dispute', 'Quality dispute', 'Litige qualité', {
    action: suggests('dispute'),
    presetReasonId: 'reason.quality',
  }),
  status(7, 'disputeResolved', 'disputeResolved', 'Dispute resolved', 'Litige résolu'),
  status(8, 'litigation', 'litigation', 'Litigation', 'Contentieux', {
    defaultDays: 30,
    action: suggests('litigation'),
  }),
  status(9, 'plan', 'paymentPlan', 'Payment plan', 'Échéancier', {
    defaultDays: 30,
    action: suggests('instalmentPlan'),
  }),
]

function reason(
  position: number,
  key: string,
  en: string,
  fr: string,
  codes: [peppol: string | null, un4465: string | null, french: string | null],
): Setting {
  const [peppol, un4465, french] = codes
  return kept({
    id: `reason.${key}`,
    kind: 'reason' as const,
    data: { key, name: { en, fr }, peppol, un4465, french, active: true, position },
  })
}

const REASONS: Setting[] = [
  reason(1, 'price', 'Price', 'Prix', ['PRI', '5', 'PU_ERR']),
  reason(2, 'discount', 'Discount not applied', 'Remise non appliquée', ['PRI', '56', 'REM_ERR']),
  reason(3, 'quality', 'Quality', 'Qualité', ['QUA', '2', 'QUALITE_ERR']),
  reason(4, 'damaged', 'Damaged goods', 'Marchandise endommagée', ['QUA', '3', 'QUALITE_ERR']),
  reason(5, 'delivery', 'Delivery', 'Livraison', ['DEL', '4', 'LIVR_INCOMP']),
  reason(6, 'wrongItem', 'Wrong item', "Erreur d'article", ['ITM', '14', 'ART_ERR']),
  reason(7, 'billing', 'Billing error', 'Erreur de facturation', ['LEG', '9', 'MONTANTTOTAL_ERR']),
  reason(8, 'reference', 'Order number or reference missing', 'Référence ou numéro de commande manquant', [
    'REF',
    '51',
    'CMD_ERR',
  ]),
  reason(9, 'duplicate', 'Duplicate invoice', 'Facture en double', ['UNR', '53', 'DOUBLON']),
  reason(10, 'terms', 'Commercial disagreement', 'Désaccord commercial', ['PAY', '50', 'CONTRAT_TERM']),
  reason(11, 'notReceived', 'Invoice not received', 'Facture non reçue', [null, '36', null]),
  reason(12, 'other', 'Other', 'Autre', ['OTH', 'ZZZ', 'AUTRE']),
  reason(13, 'notKnown', 'Not yet known', 'Pas encore connu', ['OTH', '43', 'AUTRE']),
]

function choice(
  kind: 'rootCause' | 'resolution',
  position: number,
  key: string,
  en: string,
  fr: string,
): Setting {
  const data = { key, name: { en, fr }, active: true, position }
  return kind === 'rootCause'
    ? kept({ id: `rootCause.${key}`, kind: 'rootCause' as const, data })
    : kept({ id: `resolution.${key}`, kind: 'resolution' as const, data })
}

const ROOT_CAUSES: Setting[] = [
  choice('rootCause', 1, 'priceList', 'Price list out of date', 'Tarif non à jour'),
  choice('rootCause', 2, 'orderEntry', 'Order entry', 'Saisie de commande'),
  choice('rootCause', 3, 'picking', 'Picking and packing', 'Préparation de commande'),
  choice('rootCause', 4, 'carrier', 'Carrier', 'Transporteur'),
  choice('rootCause', 5, 'production', 'Production', 'Production'),
  choice('rootCause', 6, 'invoicing', 'Invoicing', 'Facturation'),
  choice('rootCause', 7, 'agreement', 'Agreement not passed on', 'Accord non transmis'),
  choice('rootCause', 8, 'customer', "Customer's own", 'Du fait du client'),
]

const RESOLUTIONS: Setting[] = [
  choice('resolution', 1, 'explained', 'Explained, customer pays', 'Expliqué, le client paie'),
  choice('resolution', 2, 'creditedFully', 'Credited in full', 'Avoir total'),
  choice('resolution', 3, 'creditedPartly', 'Credited in part', 'Avoir partiel'),
  choice('resolution', 4, 'newInvoice', 'New invoice issued', 'Nouvelle facture émise'),
  choice('resolution', 5, 'documentSent', 'Document provided', 'Document fourni'),
  choice('resolution', 6, 'goodsReplaced', 'Goods replaced', 'Marchandise remplacée'),
  choice('resolution', 7, 'waived', 'Waived as goodwill', 'Abandon commercial'),
  choice('resolution', 8, 'toLitigation', 'Gone to litigation', 'Passé en contentieux'),
]

export const STANDARD_SCENARIO_ID = 'scenario.standard'

const STANDARD_SCENARIO: Setting = kept({
  id: STANDARD_SCENARIO_ID,
  kind: 'scenario' as const,
  data: {
    key: 'standard',
    name: { en: 'Standard', fr: 'Standard' },
    graceDays: 5,
    active: true,
    isDefault: true,
    steps: [
      step('reminder1', 5, 'email', 'Reminder 1', 'Relance 1', 'reminder'),
      step('call', 15, 'call', 'Call, reminder 2', 'Appel, relance 2', null),
      step('firm', 30, 'letter', 'Formal reminder', 'Relance ferme', 'firm'),
      step('final', 45, 'letter', 'Final notice', 'Mise en demeure', 'final'),
    ],
  },
})

function step(
  key: string,
  days: number,
  type: ScenarioStep['type'],
  en: string,
  fr: string,
  message: string | null,
): ScenarioStep {
  return {
    ...PLAIN_STEP,
    key,
    days,
    type,
    name: { en, fr },
    messageTemplateId: message && `messageTemplate.${message}`,
  }
}

function department(position: number, key: string, en: string, fr: string): Setting {
  return kept({
    id: `department.${key}`,
    kind: 'department' as const,
    data: { key, name: { en, fr }, active: true, position },
  })
}

const DEPARTMENTS: Setting[] = [
  department(1, 'salesAdministration', 'Sales administration', 'Administration des ventes'),
  department(2, 'clientService', 'Client service', 'Service client'),
  department(3, 'logistics', 'Logistics', 'Logistique'),
  department(4, 'quality', 'Quality', 'Qualité'),
  department(5, 'accounting', 'Accounting', 'Comptabilité'),
  department(6, 'legal', 'Legal', 'Juridique'),
  department(7, 'management', 'Management', 'Direction'),
]
