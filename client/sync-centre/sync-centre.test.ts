import { mount } from '@vue/test-utils'
import { defineComponent } from 'vue'
import { expect, test } from 'vitest'
import { must } from '#shared/base/must.ts'
import { newId } from '#shared/base/ids.ts'
import { createCompany } from '#shared/company/company.ts'
import { defaultSettings } from '#shared/company/default-settings.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { ALL_KINDS, type KindName } from '#shared/journal/kinds.ts'
import type { Language } from '#shared/people/preferences.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import { type Translate, useWords } from '../shell/i18n/useWords.ts'
import { inApp } from '../shell/testing/in-app.ts'
import { asComment } from './as-comment.ts'
import { byGesture } from './by-gesture.ts'
import { type EntryTeller, entryWords } from './entry-words.ts'
import { supersededBy } from './superseded-by.ts'
import { valueWords } from './value-words.ts'
import { unsentTooLong } from './unsent-too-long.ts'

const AT = Date.parse('2026-11-22T09:00:00Z')
let made = 0
const anId = () => newId(AT, new Uint8Array(16).fill(++made))
const CLIENT = anId()
const CASE = anId()
const ITEM = anId()
const company = createCompany(
  defaultSettings({ name: 'Verdier', currency: 'EUR', timeZone: 'Europe/Paris' }),
  [
    {
      id: 'ana',
      name: 'Ana Ruiz',
      email: '',
      role: 'collector',
      entity: null,
      departmentId: null,
      criteria: [],
      absence: null,
      active: true,
      version: 1,
    },
  ],
)

async function teller(language: Language = 'en'): Promise<EntryTeller> {
  const held: { t?: Translate } = {}
  const Holder = defineComponent({ setup: () => ((held.t = useWords().t), () => null) })
  mount(Holder, { global: await inApp(language) })
  const actionName = (id: string) => (id === CASE ? 'Pallet 7' : null)
  return { t: must(held.t, 'the words'), language, company, day: (day) => day, actionName }
}

function entry<Kind extends KindName>(kind: Kind, data: DataOf<Kind>, more: Partial<Entry> = {}): Entry {
  return {
    id: anId(),
    kind,
    v: ALL_KINDS[kind].v,
    by: 'ana',
    subject: { type: 'client', id: CLIENT },
    at: AT,
    device: 'phone',
    seen: { version: 1, stamp: '' },
    data,
    ...more,
  }
}

const change = (fields: DataOf<'action.changed'>['fields'], comment: string | null = null) =>
  entry('action.changed', { actionId: CASE, fields, comment })

test('a change of one field is told by what it does', async () => {
  const known = await teller()
  const told = [
    change({ dueOn: '2026-12-03' }),
    change({ name: 'Pallet 8' }),
    change({ ownerId: 'ana' }),
    change({ resolverId: 'ana' }),
    change({ resolverId: null }),
    change({ dueOn: '2026-12-03', ownerId: 'ana' }),
  ].map((one) => entryWords(one, known))
  expect(told).toEqual([
    'Move “Pallet 7” to 2026-12-03',
    'Rename “Pallet 7” to “Pallet 8”',
    'Give “Pallet 7” to Ana Ruiz',
    'Ask Ana Ruiz to resolve “Pallet 7”',
    'Take the resolver off “Pallet 7”',
    'Change the date, the owner of “Pallet 7”',
  ])
})

test('a requalification names the status and counts the items', async () => {
  const statusId = must(
    company.statuses.find(({ data }) => data.category === 'dispute'),
    'a dispute',
  ).id
  const data: DataOf<'items.requalified'> = {
    itemIds: [ITEM],
    on: '2026-11-22',
    statusId,
    comment: null,
    reasonId: null,
    disputedMinor: {},
    next: { mode: 'scenario' },
  }
  expect(entryWords(entry('items.requalified', data), await teller())).toMatch(/^Set 1 item to “.+”$/)
})

test('what is not known here has words too', async () => {
  const known = await teller('fr')
  const elsewhere = entry('action.closed', {
    actionId: anId(),
    on: '2026-11-22',
    itemsBecome: 'unchanged',
    resolutionId: null,
    rootCauseId: null,
    comment: null,
  })
  expect(entryWords(elsewhere, known)).toBe('Clôturer « une action »')
  const unreadable = 'Une modification que cette version ne sait pas lire'
  expect(entryWords({ ...elsewhere, kind: 'made.of.tomorrow' }, known)).toBe(unreadable)
  expect(entryWords({ ...elsewhere, kind: 'toString' }, known)).toBe(unreadable)
  expect(entryWords({ ...elsewhere, data: {} }, known)).toBe(unreadable)
})

test('a comment in the place of an entry keeps what was wanted and what was typed, at its case', () => {
  const wanted = change({ dueOn: '2026-12-03' }, 'They pay on Thursday')
  expect(asComment(wanted, 'Could not be done: Move', () => true)).toEqual({
    actionId: CASE,
    itemIds: [],
    text: 'Could not be done: Move\nThey pay on Thursday',
    visibility: 'internal',
  })
  expect(asComment(wanted, 'Could not be done: Move', () => false)).toMatchObject({ actionId: null })
  expect(asComment({ ...wanted, subject: { type: 'company' } }, 'x', () => true)).toBe(null)
})

test('entries of one gesture stand as one', () => {
  const batch = anId()
  const records = [change({ name: 'A' }), change({ name: 'B' }), change({ name: 'C' })].map((one, seq) =>
    record(seq === 1 ? one : { ...one, batch }, seq),
  )
  expect(byGesture(records).map((gesture) => gesture.records.map(({ seq }) => seq))).toEqual([[0, 2], [1]])
})

test('who changed the same field of the same case later is named, others are not', () => {
  const mine = change({ dueOn: '2026-12-03' })
  const history = [
    row({ by: 'ana', at: AT, id: mine.id, field: 'name' }),
    row({ by: 'early', at: AT - 1, field: 'dueOn' }),
    row({ by: 'tom', at: AT + 1, field: 'dueOn' }),
    row({ by: 'other', at: AT + 2, field: 'name' }),
    row({ by: 'elsewhere', at: AT + 3, field: 'dueOn', of: anId() }),
  ]
  expect(supersededBy(mine, ['dueOn'], history)).toEqual({
    by: 'tom',
    at: AT + 1,
    fields: ['dueOn'],
    values: [{ field: 'dueOn', value: 'b' }],
  })
  expect(supersededBy(mine, ['ownerId'], history)).toBe(null)
})

test('a value is told as its field is read, and not at all where that is not known', async () => {
  const known = await teller()
  expect(valueWords('dueOn', '2026-12-24', known)).toBe('2026-12-24')
  expect(valueWords('ownerId', 'ana', known)).toBe('Ana Ruiz')
  expect(valueWords('resolverId', null, known)).toBe('nobody')
  expect(valueWords('name', 'Pallet 8', known)).toBe('“Pallet 8”')
  expect(valueWords('stamps', {}, known)).toBe(null)
})

test('work is unsent too long after 24 hours', () => {
  const waiting = [record(change({ name: 'A' }), 1)]
  expect(unsentTooLong(waiting, AT + 86_400_000)).toEqual([])
  expect(unsentTooLong(waiting, AT + 86_400_001)).toEqual(waiting)
})

function record(made: Entry, seq: number): OutboxRecord {
  return {
    seq,
    userId: 'ana',
    entry: made,
    state: 'waiting',
    stream: null,
    n: null,
    outcome: null,
    version: null,
    settledAtMs: null,
    isDismissed: false,
  }
}

function row(told: { by: string; at: number; field: string; id?: string; of?: string }): HistoryRow {
  return {
    id: told.id ?? anId(),
    number: 1,
    clientId: CLIENT,
    actionId: CASE,
    itemIds: [],
    kind: 'action.changed',
    by: told.by,
    cause: null,
    at: told.at,
    receivedAt: told.at,
    device: 'laptop',
    changes: [{ table: 'actions', id: told.of ?? CASE, field: told.field, before: 'a', after: 'b' }],
    text: null,
    details: {},
    late: false,
    superseded: [],
    version: 2,
  }
}
