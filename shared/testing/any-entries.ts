import fc from 'fast-check'
import { ACTION_TYPES, KIND_NAMES } from '../actions/kinds.ts'
import type { ClientFile } from '../clients/client-file.ts'
import type { DataOf } from '../journal/data.ts'
import { ACCOUNTING, type Entry } from '../journal/entry.ts'
import { ITEMS_BECOME } from '../journal/kinds/action-closed.ts'
import {
  DISPUTED,
  NOW,
  aClientFile,
  aContact,
  aCreditNote,
  aFollowUp,
  aPaidInvoice,
  anInvoice,
  idOf,
} from './a-client-file.ts'
import { aPlan } from './a-plan.ts'
import { anyPlans } from './any-plans.ts'
import { anyWork } from './any-work.ts'
import { aDocument, anyDocuments } from './document-entries.ts'
import {
  aStepDone,
  aRowOf,
  anEntry,
  anOpening,
  associate,
  books,
  change,
  close,
  comment,
  disassociate,
  open,
  reopen,
  requalify,
  undo,
} from './entries.ts'

const NUMBERS = ['F1', 'F2', 'F3', 'F4', 'A1', 'F9']
const CASES = ['Pallet 7', 'Pallet 8', 'Ring them', 'New one']
const PEOPLE = ['collector', 'creditManager', 'resolver']

/** A file with something of everything: disputed, paid, foreign and credit items, two cases, a plan and a call. */
export function aBusyFile(): ClientFile {
  const disputed = anInvoice('F1', DISPUTED)
  const owed = anInvoice('P1', { balanceMinor: 30_000 })
  const inPlan = aFollowUp('Plan', { kind: 'instalmentPlan', reasonId: null }, [owed])
  const foreign = anInvoice('F2', { currency: 'USD', ...DISPUTED, disputedMinor: 2_000 })
  return aClientFile({
    contacts: [aContact('Frau Berg')],
    items: [
      disputed,
      foreign,
      anInvoice('F3', { dueOn: '2026-12-24' }),
      aPaidInvoice('F4'),
      aCreditNote('A1'),
      owed,
    ],
    actions: [
      aFollowUp('Pallet 7', { resolverId: 'resolver' }, [disputed, foreign]),
      aFollowUp('Pallet 8', { kind: 'litigation', reasonId: null }),
      aFollowUp('Ring them', { type: 'call', kind: null, reasonId: null }),
      inPlan,
    ],
    casework: [aPlan('plan', inPlan)],
    documents: [aDocument('photo of the pallet', { in: 'Pallet 7' })],
  })
}

const numbers = fc.subarray(NUMBERS, { minLength: 1 })
const aCase = fc.constantFrom(...CASES)
const day = fc.constantFrom('2026-11-20', '2026-11-22', '2026-12-01', '2027-01-31')
const statusId = fc.constantFrom(
  'status.dispute',
  'status.priceDispute',
  'status.promise',
  'status.disputeResolved',
  'status.litigation',
)
const person = fc.constantFrom(...PEOPLE)
const amount = fc.integer({ min: -500, max: 12_000 })

/** Any change of an action's own fields, well formed. */
export const anyFields: fc.Arbitrary<DataOf<'action.changed'>['fields']> = fc
  .record(
    {
      name: fc.constantFrom('Pallet 7', 'Broken pallet', 'Price of pallet 7'),
      dueOn: day,
      ownerId: person,
      resolverId: fc.option(person),
      reasonId: fc.option(fc.constantFrom('reason.price', 'reason.delivery', 'reason.notKnown')),
      typeAndKind: fc.oneof(
        fc.record({ kind: fc.constantFrom(...KIND_NAMES) }),
        fc.record({
          type: fc.constantFrom(...ACTION_TYPES.filter((type) => type !== 'followUp')),
          kind: fc.constant(null),
        }),
      ),
    },
    { requiredKeys: [] },
  )
  .map(({ typeAndKind, ...fields }) => ({ ...fields, ...typeAndKind }))

type Wish = (more: Partial<Entry>, earlier: readonly Entry[]) => Entry

const anyWish: fc.Arbitrary<Wish> = fc.oneof(
  fc
    .record({
      numbers,
      statusId,
      part: fc.option(amount),
      next: fc.constantFrom('scenario' as const, 'open' as const, 'join' as const),
      aCase,
    })
    .map(
      ({ numbers, statusId, part, next, aCase }): Wish =>
        (more) =>
          requalify(
            numbers,
            {
              statusId,
              disputedMinor: part === null ? {} : { [idOf(numbers[0] ?? '')]: part },
              next:
                next === 'scenario'
                  ? { mode: next }
                  : next === 'open'
                    ? { mode: next, opening: anOpening(aCase) }
                    : { mode: next, actionId: idOf(aCase) },
            },
            more,
          ),
    ),
  fc.record({ aCase, numbers: fc.subarray(NUMBERS), move: fc.boolean(), isCall: fc.boolean() }).map(
    ({ aCase, numbers, move, isCall }): Wish =>
      (more) =>
        open(aCase, numbers, { move, ...(isCall && { type: 'call', kind: null }) }, more),
  ),
  fc.tuple(aCase, anyFields).map(
    ([name, fields]): Wish =>
      (more) =>
        change(name, fields, more),
  ),
  fc.tuple(aCase, fc.constantFrom(...ITEMS_BECOME)).map(
    ([name, itemsBecome]): Wish =>
      (more) =>
        close(name, { itemsBecome }, more),
  ),
  aCase.map(
    (name): Wish =>
      (more) =>
        reopen(name, more),
  ),
  fc.tuple(aCase, numbers, fc.boolean()).map(
    ([name, given, move]): Wish =>
      (more) =>
        associate(name, given, move, more),
  ),
  fc.tuple(aCase, numbers, fc.constantFrom('resolved' as const, 'byMistake' as const)).map(
    ([name, given, because]): Wish =>
      (more) =>
        disassociate(name, given, because, more),
  ),
  fc.option(aCase).map(
    (name): Wish =>
      (more) =>
        comment(name, 'they rang', more),
  ),
  fc.nat(5).map((back): Wish => (more, earlier) => {
    const entry = earlier.at(-1 - back) ?? comment(null, 'nothing', more)
    return undo(entry, { ...more, by: entry.by === ACCOUNTING ? 'collector' : entry.by })
  }),
  fc
    .record({
      numbers,
      balanceMinor: amount,
      closedOn: fc.option(day),
      dueOn: day,
      sourceStatus: fc.option(fc.constantFrom('Yes', 'No')),
      statusId: fc.option(statusId),
      absent: fc.subarray(NUMBERS),
    })
    .map(
      ({ numbers, absent, ...row }): Wish =>
        ({ by: _, ...more }) =>
          books(
            numbers.map((number) => aRowOf(number, row)),
            { absent: absent.filter((number) => !numbers.includes(number)) },
            more,
          ),
    ),
  anyWork(aCase),
  anyWork(aCase),
  anyPlans(fc.oneof({ arbitrary: fc.constant('Plan'), weight: 6 }, aCase), 'P1'),
  anyPlans(fc.constant('Plan'), 'P1'),
  anyDocuments(aCase),
  fc.tuple(fc.nat(2), fc.option(day)).map(
    ([step, movedTo]): Wish =>
      (more) =>
        aStepDone('F3', step, { movedTo }, more),
  ),
  fc.constantFrom('+49 30 1', '+49 30 2').map(
    (phone): Wish =>
      (more) =>
        anEntry('contact.saved', { contactId: idOf('Frau Berg'), fields: { phone }, removed: false }, more),
  ),
)

/** Entries of several people about `aBusyFile`, within ten minutes of each other, arriving in any order. */
export function anyEntries(minLength: number, maxLength: number): fc.Arbitrary<Entry[]> {
  const made = fc.record({ wish: anyWish, by: person, second: fc.nat(600) })
  return fc.array(made, { minLength, maxLength }).map((all) => {
    const entries: Entry[] = []
    for (const [index, { wish, by, second }] of all.entries())
      entries.push(wish({ by, at: NOW + second * 1000 + index }, entries))
    return entries
  })
}
