import { beforeAll, describe, expect, it } from 'vitest'
import type { HistoryRow } from '#shared/journal/history.ts'
import { ALL_KINDS, type KindName } from '#shared/journal/kinds.ts'
import type { Language } from '#shared/people/preferences.ts'
import { aClientFile, aCompany, anInvoice } from '#shared/testing/a-client-file.ts'
import { aChange, aHistoryRow } from '#shared/testing/a-history-row.ts'
import { createWords } from '../shell/i18n/i18n.ts'
import { filled } from '#shared/words/message.ts'
import type { Say } from '#shared/words/say.ts'
import { formatFor } from '#shared/words/format.ts'
import { DEFAULT_FORMAT } from '../ui/format/useFormat.ts'
import { byDay, newestFirst, undoings } from './history-days.ts'
import { historyWords } from '#shared/history/history-words.ts'
import type { Reader } from '#shared/history/reader.ts'

const company = aCompany({
  people: [
    { id: 'ana', name: 'Ana Ruiz' },
    { id: 'tom', name: 'Tom Weber' },
  ],
})

const items = [
  anInvoice('F-1', { id: 'i1' }),
  anInvoice('F-2', { id: 'i2' }),
  anInvoice('F-3', { id: 'i3', currency: 'JPY' }),
]
const file = aClientFile({ items })

const aRow = (kind: string, more: Partial<HistoryRow> = {}) =>
  aHistoryRow(kind, { actionId: 'case', by: 'tom', ...more })

const readers = new Map<Language, Reader>()

beforeAll(async () => {
  for (const language of ['en', 'fr'] as const) {
    const words = await createWords(language)
    await words.learn('everyday')
    const t: Say = (key, values = {}) => filled(words.find(key) ?? key, values, language)
    const preferences = {
      ...DEFAULT_FORMAT,
      language: `${language}-${language === 'en' ? 'GB' : 'FR'}`,
      timeZone: 'Europe/Paris',
    }
    readers.set(language, {
      t,
      language,
      format: formatFor(preferences),
      company,
      file,
      meId: 'ana',
      today: '2026-11-22',
      within: 'case',
    })
  }
})

function tell(row: HistoryRow, language: Language = 'en') {
  const reader = readers.get(language)
  if (!reader) throw new Error(language)
  return historyWords(row, reader)
}

const kinds = Object.values(ALL_KINDS).map(({ name }) => name)

describe('a row of the history in words', () => {
  it.each(kinds.flatMap((kind) => [[kind, 'en'] as const, [kind, 'fr'] as const]))(
    'tells %s in %s, even with nothing to go by',
    (kind, language) => {
      const { headline, who } = tell(aRow(kind), language)
      expect(headline).not.toBe('')
      expect(headline).not.toMatch(/history\.|followUps\.|[{}]/)
      expect(who).toBe('Tom Weber')
    },
  )

  it.each(kinds.filter((kind): kind is KindName => kind !== 'entry.undone'))(
    'names %s when it is undone',
    (kind) => {
      const { headline } = tell(aRow('entry.undone', { details: { undone: 'x', undoneKind: kind } }))
      expect(headline).toMatch(/^Undone: [a-z ]+$/)
    },
  )

  it('keeps a kind it does not know in the list', () => {
    expect(tell(aRow('made.of.tomorrow')).headline).toBe('A change this version of the app does not know yet')
  })

  it('says a new date with the one before', () => {
    const told = tell(
      aRow('action.changed', { changes: [aChange('actions', 'case', 'dueOn', '2026-11-24', '2027-01-03')] }),
    )
    expect(told.headline).toBe('Rescheduled')
    expect(told.lines).toEqual([{ label: 'Next date', subject: null, before: '24 Nov', after: '3 Jan 2027' }])
  })

  it('says who is to resolve it, and when nobody is', () => {
    const given = aChange('actions', 'case', 'resolverId', null, 'ana')
    expect(tell(aRow('action.changed', { changes: [given] })).headline).toBe('Resolver: You')
    const taken = aChange('actions', 'case', 'resolverId', 'ana', null)
    expect(tell(aRow('action.changed', { changes: [taken] })).headline).toBe('Resolver taken off')
  })

  it('tells each field of the company’s own by its name', () => {
    const told = tell(
      aRow('items.imported', {
        actionId: null,
        changes: [
          aChange(
            'items',
            'i1',
            'fields',
            { Depot: 'Lyon', Project: 'X' },
            { Depot: 'Nantes', Project: 'X' },
          ),
          aChange('items', 'i2', 'fields', { Depot: 'Lyon' }, {}),
          aChange('clients', 'c', 'fields', {}, { Region: 'Nord' }),
        ],
      }),
    )
    expect(told.lines).toEqual([
      { label: 'Depot', subject: 'F-1', before: 'Lyon', after: 'Nantes' },
      { label: 'Depot', subject: 'F-2', before: 'Lyon', after: 'none' },
      { label: 'Region', subject: null, before: 'none', after: 'Nord' },
    ])
  })

  it('tells one change of status of several items once', () => {
    const told = tell(
      aRow('items.requalified', {
        itemIds: ['i1', 'i2'],
        changes: [
          aChange('items', 'i1', 'statusId', null, 'status.priceDispute'),
          aChange('items', 'i1', 'statusOn', null, '2026-11-22'),
          aChange('items', 'i2', 'statusId', null, 'status.priceDispute'),
          aChange('items', 'i1', 'disputedMinor', null, 2550),
        ],
      }),
    )
    expect(told.headline).toBe('Status of 2 items changed')
    expect(told.lines).toEqual([
      { label: 'Items', subject: null, before: null, after: 'F-1, F-2' },
      { label: 'Status', subject: null, before: 'none', after: 'Price dispute' },
      { label: 'Disputed amount', subject: 'F-1', before: 'none', after: '€25.50' },
    ])
  })

  it('says what was opened with a change of status, and its reason once', () => {
    const told = tell(
      aRow('items.requalified', {
        itemIds: ['i1'],
        changes: [
          aChange('items', 'i1', 'reasonId', null, 'reason.price'),
          aChange('actions', 'case', 'removed', true, false),
          aChange('actions', 'case', 'kind', null, 'dispute'),
          aChange('actions', 'case', 'dueOn', null, '2026-11-30'),
          aChange('actions', 'case', 'reasonId', null, 'reason.price'),
        ],
      }),
    )
    expect(told.headline).toBe('Dispute opened · Status of 1 item changed')
    expect(told.lines.map(({ label }) => label)).toEqual(['Items', 'Reason', 'Next date'])
  })

  it('says amounts in the currency of their item', () => {
    const told = tell(
      aRow('items.imported', { changes: [aChange('items', 'i3', 'balanceMinor', 10000, 4000)] }),
    )
    expect(told.lines[0]).toMatchObject({ subject: 'F-3', before: 'JP¥10,000', after: 'JP¥4,000' })
  })

  it('names new items of the books and not their fields', () => {
    const ids = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6']
    const changes = ids.flatMap((id, index) => [
      aChange('items', id, 'number', null, `N-${index + 1}`),
      aChange('items', id, 'balanceMinor', null, 100),
    ])
    expect(
      tell(aRow('items.imported', { by: 'accounting', details: { asOf: '2026-11-20' }, changes })),
    ).toMatchObject({
      who: 'Accounting',
      headline: 'Books of 20 Nov',
      isByAccounting: true,
      lines: [{ label: 'New items', after: 'N-1, N-2, N-3, N-4 and 2 more' }],
    })
  })

  it('says why items left', () => {
    const told = tell(
      aRow('items.disassociated', { by: 'rule', itemIds: ['i1'], details: { because: 'settled' } }),
    )
    expect(told).toMatchObject({ who: 'Rule', headline: '1 item left: paid or cleared', isByRule: true })
    expect(told.lines).toEqual([{ label: 'Items', subject: null, before: null, after: 'F-1' }])
  })

  it('says a call with whom and how it ended', () => {
    const details = { exchange: 'call', outcome: 'promised', with: 'Mme Roux' }
    expect(tell(aRow('exchange.recorded', { details })).headline).toBe('Call with Mme Roux: Promised to pay')
  })

  it('names the step of the scenario', () => {
    const details = { step: 1, movedTo: '2026-11-30' }
    expect(tell(aRow('scenarioStep.done', { details })).headline).toBe('Call, reminder 2 moved to 30 Nov')
  })

  it('says which values did not stand', () => {
    expect(tell(aRow('action.changed', { superseded: ['dueOn'] })).superseded).toBe(
      'A later change stands for: the date',
    )
  })
})

describe('the days of a history', () => {
  const at = (iso: string) => Date.parse(iso)

  it('are the company’s: half past midnight in Paris is the next day', () => {
    const rows = [
      aRow('comment.written', { id: 'b', at: at('2026-11-21T23:30:00Z') }),
      aRow('comment.written', { id: 'a', at: at('2026-11-21T22:30:00Z') }),
    ]
    expect(byDay(rows, 'Europe/Paris').map(({ day }) => day)).toEqual(['2026-11-22', '2026-11-21'])
  })

  it('put what was done last first, and what one entry caused after it', () => {
    const rows = [
      aRow('a', { id: 'late', at: 5, number: 3 }),
      aRow('b', { id: 'first', at: 1, number: 1 }),
      aRow('c', { id: 'cause', at: 9, number: 4 }),
      aRow('d', { id: 'caused', at: 9, number: 5 }),
    ]
    expect(newestFirst(rows).map(({ id }) => id)).toEqual(['caused', 'cause', 'late', 'first'])
  })

  it('strike what was undone with what it caused, unless the undoing was undone', () => {
    const rows = [
      aRow('items.requalified', { id: 'a' }),
      aRow('items.disassociated', { id: 'b', cause: 'a' }),
      aRow('entry.undone', { id: 'c', details: { undone: 'a' } }),
    ]
    expect([...undoings(rows).keys()].sort()).toEqual(['a', 'b'])
    const again = aRow('entry.undone', { id: 'd', details: { undone: 'c' } })
    expect([...undoings([...rows, again]).keys()]).toEqual(['c'])
  })
})
