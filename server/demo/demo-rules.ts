import { type CalendarDay, addDays } from '#shared/base/calendar-day.ts'
import { must } from '#shared/base/must.ts'
import type { Condition } from '#shared/assignment/criteria.ts'
import { DEFAULT_MESSAGES } from '#shared/dunning/default-messages.ts'
import { PLAIN_STEP, type ScenarioStep } from '#shared/dunning/scenario.ts'
import { BLANK_MAPPING } from '#shared/imports/new-mapping.ts'
import { defaultSettings } from '#shared/company/default-settings.ts'
import type { Setting, SettingOf, Template } from '#shared/company/settings.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { DEFAULT_TEMPLATES } from '#shared/templates/default-templates.ts'

/** What the demo's administrator sets before the work begins, in the order in which each may lean on those before it. */
export function demoRules(card: { name: string; currency: string; timeZone: string }): Setting[] {
  const usual = new Map(defaultSettings(card).map((setting) => [setting.id, setting]))
  const ruled = (id: string, action: SettingOf<'status'>['data']['action']): Setting => {
    const status = usual.get(id)
    if (status?.kind !== 'status') throw new Error(`no status ${id}`)
    return { ...status, data: { ...status.data, action } }
  }
  return [
    template(
      'price',
      13,
      ['Price dispute', 'Litige prix'],
      [
        ['Price agreement found', 'Accord tarifaire retrouvé'],
        ['Sales asked what was promised', 'Commercial interrogé sur ce qui a été promis'],
        ['Customer told what we decided', 'Client informé de notre décision'],
      ],
    ),
    template(
      'delivery',
      14,
      ['Delivery dispute', 'Litige livraison'],
      [
        ['Signed delivery note found', 'Bon de livraison signé retrouvé'],
        ['Carrier asked', 'Transporteur interrogé'],
      ],
    ),
    ruled('status.priceDispute', { mode: 'create', templateId: 'template.price' }),
    ruled('status.deliveryDispute', { mode: 'suggest', templateId: 'template.delivery' }),
    FRIENDLY_MESSAGE,
    scenario(
      'public',
      ['Public bodies', 'Organismes publics'],
      [
        step('reminder', 30, 'email', ['Reminder', 'Rappel'], {
          messageTemplateId: FRIENDLY_MESSAGE.id,
          mode: 'automatic',
          weekdays: [1, 2, 3, 4, 5],
        }),
        step('call', 15, 'call', ['Call the accounts office', 'Appel au service comptable'], {
          from: 'lastStep',
        }),
        step('letter', 30, 'letter', ['Letter to the public accountant', 'Courrier au comptable public'], {
          from: 'lastStep',
          messageTemplateId: 'messageTemplate.firm',
          mode: 'confirmed',
          minMinor: 50_000,
        }),
      ],
    ),
    scenario(
      'keyAccounts',
      ['Key accounts', 'Grands comptes'],
      [
        step('call', 8, 'call', ['Call the buyer', 'Appel à l’acheteur']),
        step('statement', 10, 'email', ['Account statement', 'Relevé de compte'], {
          from: 'lastStep',
          messageTemplateId: FRIENDLY_MESSAGE.id,
        }),
      ],
    ),
    {
      id: 'scenarioRule.public',
      kind: 'scenarioRule',
      data: {
        scenarioId: 'scenario.public',
        conditions: [
          {
            type: 'field',
            field: 'client.name',
            is: ['Mairie*', 'Collège*', 'EHPAD*', 'Groupe Scolaire*', 'Théâtre*'],
          },
        ],
        active: true,
        position: 1,
      },
      removed: false,
      version: 0,
    },
    LEDGER_MAPPING,
    {
      id: 'assignmentRule',
      kind: 'assignmentRule',
      data: { active: true },
      removed: false,
      version: 0,
    },
  ]
}

/** Clients that have the scenario of key accounts by hand. */
export const KEY_ACCOUNTS: readonly string[] = [
  'Hypermarché Rivoli',
  'Sunset Hotels Group Inc.',
  'Distribution Alpine',
]
export const KEY_ACCOUNTS_SCENARIO = 'scenario.keyAccounts'

/** Whose the new disputes are: by reason, and some by size or place, so that the bench has something to weigh. */
export function demoCriteria(idOf: (key: string) => string): DataOf<'person.criteriaSaved'>[] {
  const ofReasons = (...keys: string[]): Condition => ({
    type: 'field',
    field: 'reasonId',
    is: keys.map((key) => `reason.${key}`),
  })
  return [
    {
      personId: idOf('samir'),
      criteria: [
        { key: 'goods', conditions: [ofReasons('delivery', 'damaged', 'quality', 'wrongItem')] },
        {
          key: 'small',
          conditions: [ofReasons('price', 'discount'), { type: 'amount', fromMinor: null, toMinor: 50_000 }],
        },
        {
          key: 'overseas',
          conditions: [
            ofReasons('price', 'discount', 'terms'),
            { type: 'custom', of: 'client', name: 'Region', is: ['Overseas'] },
          ],
        },
      ],
    },
    {
      personId: idOf('lucas'),
      criteria: [{ key: 'prices', conditions: [ofReasons('price', 'discount', 'terms')] }],
    },
    {
      personId: idOf('nadia'),
      criteria: [
        { key: 'papers', conditions: [ofReasons('billing', 'duplicate', 'reference', 'notReceived')] },
      ],
    },
  ]
}

/** Client service is away for some days, and sales administration stands in. */
export function demoAbsence(idOf: (key: string) => string, today: CalendarDay): DataOf<'person.absent'> {
  return {
    personId: idOf('nadia'),
    absence: { from: addDays(today, -2), to: addDays(today, 9), substituteId: idOf('lucas') },
  }
}

type Pair = [en: string, fr: string]

function template(key: string, position: number, [en, fr]: Pair, checklist: Pair[]): Template {
  const usual = must(
    DEFAULT_TEMPLATES.find(({ id }) => id === 'template.dispute'),
    'the template of disputes',
  )
  return {
    ...usual,
    id: `template.${key}`,
    data: {
      ...usual.data,
      key,
      name: { en, fr },
      days: 5,
      checklist: checklist.map(([english, french]) => ({ en: english, fr: french })),
      closesByItself: true,
      position,
    },
  }
}

function scenario(key: string, [en, fr]: Pair, steps: ScenarioStep[]): SettingOf<'scenario'> {
  return {
    id: `scenario.${key}`,
    kind: 'scenario',
    data: { key, name: { en, fr }, steps, graceDays: 7, active: true, isDefault: false },
    removed: false,
    version: 0,
  }
}

function step(
  key: string,
  days: number,
  type: ScenarioStep['type'],
  [en, fr]: Pair,
  more: Partial<ScenarioStep> = {},
): ScenarioStep {
  return { ...PLAIN_STEP, key, days, type, name: { en, fr }, ...more }
}

/** How the ledger is read, with a field of clients and one of items that only this company has. */
const LEDGER_MAPPING: SettingOf<'mapping'> = {
  id: 'mapping.ledger',
  kind: 'mapping',
  data: {
    ...BLANK_MAPPING,
    name: 'Ledger',
    source: 'demo',
    columns: {
      clientNumber: 'Customer number',
      clientName: 'Customer name',
      entity: 'Company',
      number: 'Document number',
      kind: 'Document type',
      currency: 'Currency',
      amount: 'Amount',
      balance: 'Open amount',
      issuedOn: 'Document date',
      dueOn: 'Due date',
      collector: 'Collector',
    },
    custom: [
      { column: 'Sales region', of: 'client', name: 'Region' },
      { column: 'Cost centre', of: 'item', name: 'Cost centre' },
    ],
    kinds: {
      Invoice: 'invoice',
      'Credit note': 'creditNote',
      Payment: 'payment',
      'Other debit': 'otherDebit',
      'Other credit': 'otherCredit',
    },
  },
  removed: false,
  version: 0,
}

const FRIENDLY_MESSAGE: SettingOf<'messageTemplate'> = {
  ...must(DEFAULT_MESSAGES[0], 'a text'),
  id: 'messageTemplate.friendly',
  data: {
    name: { en: 'Friendly reminder', fr: 'Rappel amical' },
    subject: {
      en: 'Your account {clientNumber} with {company}',
      fr: 'Votre compte {clientNumber} chez {company}',
    },
    body: {
      en: 'Dear Sir or Madam,\n\nas of {today} these {count} invoices are open:\n\n{items}\n\nTotal: {amount}, the oldest due on {due}.\n\nIs an order number missing, or a delivery note? A word is enough.\n\n{me}\n{company}',
      fr: 'Madame, Monsieur,\n\nau {today}, ces {count} factures sont en attente :\n\n{items}\n\nTotal : {amount}, la plus ancienne échue le {due}.\n\nManque-t-il un numéro de commande, un bon de livraison ? Un mot suffit.\n\n{me}\n{company}',
    },
    active: true,
    position: 4,
  },
}
