import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { must } from '../base/must.ts'
import { defaultPreferences } from '../people/preferences.ts'
import { DISPUTED, NOW, TODAY, aClientFile, aCompany, aContact, aFollowUp } from '../testing/a-client-file.ts'
import { CLIENT_ID, aCreditNote, anInvoice, idOf } from '../testing/a-client-file.ts'
import { aChange, aHistoryRow } from '../testing/a-history-row.ts'
import { aWish } from '../testing/a-wish.ts'
import { aPayment, aPlan, aPromise } from '../testing/a-plan.ts'
import { aDocument } from '../testing/document-entries.ts'
import { change, comment } from '../testing/entries.ts'
import { aLevel, aQuestion, aRequest } from '../testing/work-entries.ts'
import { decideOnCompany, decideOnFile, decideOnPerson } from './decide.ts'
import type { Decision } from './decision.ts'
import { type Entry, entrySchema } from './entry.ts'
import { entryKind } from './entry-kind.ts'
import { ALL_KINDS, findKind } from './kinds.ts'
import { EVERYBODY_ALONE } from './permissions.ts'
import { readAgain, unread } from './unread.ts'
import { UPCASTERS, type Upcaster, upcast } from './upcasters.ts'
import kept from './entries-by-version.json' with { type: 'json' }

/** What every kept entry is decided on: items free and in a case, a case with work, a closed one, a contact. */
const disputed = anInvoice('F3', DISPUTED)
const credited = anInvoice('F9', DISPUTED)
const pallet = aFollowUp('Pallet 9', { participants: [{ type: 'department', id: 'department.logistics' }] }, [
  credited,
])
const owed = ['P1', 'P2', 'P3'].map((number) => anInvoice(number, { balanceMinor: 30_000 }))
const [agreed, offered, planless] = ['Agreed', 'Offered', 'Planless'].map((name, at) =>
  aFollowUp(name, { kind: 'instalmentPlan' }, owed.slice(at, at + 1)),
)
const inAgreed = must(agreed, 'a case')
const file = aClientFile({
  contacts: [aContact('Anna')],
  items: [
    anInvoice('F1', { dueOn: '2026-09-15' }),
    anInvoice('F2'),
    disputed,
    credited,
    aCreditNote('A1'),
    ...owed,
  ],
  actions: [
    aFollowUp('Pallet 7', {}, [disputed]),
    pallet,
    aFollowUp('Pallet 6', { closedOn: TODAY, closedBy: 'collector', closedAt: NOW }),
    inAgreed,
    must(offered, 'a case'),
    must(planless, 'a case'),
  ],
  casework: [
    aPlan('agreed plan', inAgreed),
    aPayment('seen', inAgreed),
    aPayment('missed', inAgreed, { on: '2026-11-01', amountMinor: 1 }, { wakesOn: '2026-11-12' }),
    aPayment('booked', inAgreed, { state: 'booked', amountMinor: 500 }),
    aPromise('promise', inAgreed, { paidMinor: 10_000 }),
    aPromise('old promise', must(planless, 'a case'), { promisedOn: '2026-11-10' }),
    aPlan('offered plan', must(offered, 'a case'), { state: 'offered' }),
    aQuestion('to answer', pallet, { levels: [aLevel([{ type: 'role', id: 'creditManager' }])] }),
    aQuestion('to explain', pallet, { state: 'askedBack' }),
    aQuestion('ended', pallet, { state: 'approved', endedOn: '2026-10-27' }),
    aRequest('a draft', pallet, { F9: 1_000 }),
    aRequest('to be issued', pallet, { F9: 2_000 }, { state: 'toBeIssued' }),
  ],
  documents: ['to settle', 'to rename', 'to withdraw'].map((name) => aDocument(name, { in: 'Pallet 9' })),
  parked: [aWish('a wish', change('Pallet 7', { dueOn: '2026-12-24' }), idOf('Pallet 7'))],
})

function decided(entry: Entry): Decision {
  const renamed = aChange('actions', idOf('Pallet 7'), 'name', 'Pallet 70', 'Pallet 7')
  const told = [aHistoryRow('action.changed', { actionId: idOf('Pallet 7'), changes: [renamed] })]
  const context = { company: aCompany(), at: entry.at, occurred: entry.at, historyOf: () => told }
  switch (entry.subject.type) {
    case 'client':
      return must(decideOnFile(entry, file, 'client', context).decided[0], 'a decision').decision
    case 'company':
      return decideOnCompany(entry, context).decision
    case 'person':
      return decideOnPerson(entry, defaultPreferences(entry.subject.id), context).decision
  }
}

/** What an entry came to, without what rows may have gained since. */
function gist(decision: Decision) {
  if (decision.type !== 'applied') return decision
  return { type: 'applied', rows: decision.rows.map(({ table, row }) => `${table}/${row.id}`).sort() }
}

describe('entries of every build', () => {
  const versions = Object.values(ALL_KINDS).flatMap(({ name, v }) =>
    Array.from({ length: v }, (_, index) => `${name}@${index + 1}`),
  )
  const entries = kept.map(({ entry, ...rest }) => ({ entry: z.parse(entrySchema, entry), ...rest }))

  it('are kept here, of each kind and version one', () => {
    expect(entries.map(({ entry }) => `${entry.kind}@${entry.v}`).sort()).toEqual(versions.sort())
  })

  it.each(entries)('$entry.kind@$entry.v comes to what it always came to', ({ entry, comesTo }) => {
    expect(gist(decided(entry))).toEqual(comesTo)
  })

  it('have an upcaster from each version to the next', () => {
    const needed = Object.values(ALL_KINDS).flatMap(({ name, v }) =>
      Array.from({ length: v - 1 }, (_, index) => `${name}@${index + 1}`),
    )
    for (const step of needed) expect([...UPCASTERS.keys()]).toContain(step)
  })
})

describe('an entry of another version of its kind', () => {
  const greeting = entryKind({
    name: 'greeting.sent',
    v: 3,
    subject: 'person',
    data: z.strictObject({ words: z.array(z.string()) }),
    may: EVERYBODY_ALONE,
    decide: () => ({ type: 'unknown' }),
  })
  const upcasters = new Map<string, Upcaster>([
    ['greeting.sent@1', (data: unknown) => ({ text: data })],
    [
      'greeting.sent@2',
      (data: unknown) => ({ words: Object.values(z.parse(z.object({ text: z.string() }), data)) }),
    ],
  ])

  it('is brought to the present step by step', () => {
    expect(upcast(greeting, { v: 1, data: 'hello' }, upcasters)).toEqual({ data: { words: ['hello'] } })
    expect(upcast(greeting, { v: 3, data: { words: [] } }, upcasters)).toEqual({ data: { words: [] } })
  })

  it('waits when it is newer', () => {
    expect(upcast(greeting, { v: 4, data: {} }, upcasters)).toBeUndefined()
    expect(decided({ ...comment(null, 'Hello'), v: 3 })).toEqual({ type: 'unknown' })
    expect(decided({ ...comment(null, 'Hello'), kind: 'comment.sung' })).toEqual({ type: 'unknown' })
  })
})

describe('an entry that could not be read when it came', () => {
  const entry = comment(null, 'Hello')
  const frame = { ...entry, subject: { type: 'company' as const }, data: {} }

  it('is no kind, so it waits, and is read as it was by the build that can', () => {
    const waiting = unread(frame, entry)
    expect(findKind(waiting.kind)).toBeUndefined()
    expect(waiting.subject).toEqual({ type: 'client', id: CLIENT_ID })
    expect(readAgain(waiting)).toEqual(entry)
    expect(readAgain(entry)).toBe(entry)
  })

  it('still waits for a build that cannot, and is never another’s', () => {
    expect(readAgain(unread(frame, { ...entry, mood: 'fine' }))).toBeUndefined()
    expect(readAgain(unread(frame, { ...entry, by: 'sales' }))).toBeUndefined()
    expect(readAgain(unread({ ...frame, id: idOf('another') }, entry))).toBeUndefined()
  })
})
