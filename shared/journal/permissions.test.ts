import { describe, expect, it } from 'vitest'
import { must } from '../base/must.ts'
import { ROLES, type Role } from '../people/person.ts'
import { aClientFile, aCompany, aFollowUp, anInvoice, idOf } from '../testing/a-client-file.ts'
import { anOpening, close, comment, disassociate, open, requalify } from '../testing/entries.ts'
import { ALL_KINDS, type KindName } from './kinds.ts'
import { mayDecide } from './may.ts'
import { type Reach, holdingOf } from './permissions.ts'

/**
 * Who may do what, written by hand from what the product promises: collectors and sales work on the clients of their
 * portfolio, sales send no reminders, resolvers keep to their cases and open only disputes, department users speak where
 * they are asked, guests read.
 */
const EXPECTED: Record<KindName, [Reach, Reach, Reach, Reach, Reach, Reach, Reach]> = {
  //                     administrator credit manager collector sales    resolver       department  guest
  'items.requalified': ['everywhere', 'everywhere', 'held', 'held', 'ownDisputes', 'never', 'never'],
  'action.opened': ['everywhere', 'everywhere', 'held', 'held', 'ownDisputes', 'never', 'never'],
  'action.changed': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'action.closed': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'ownToDos', 'never'],
  'action.reopened': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'items.associated': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'items.disassociated': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'comment.written': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'ownCases', 'never'],
  'exchange.recorded': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'ownCases', 'never'],
  'contact.saved': ['everywhere', 'everywhere', 'held', 'held', 'never', 'never', 'never'],
  'client.assigned': ['everywhere', 'everywhere', 'never', 'never', 'never', 'never', 'never'],
  'scenarioStep.done': ['everywhere', 'everywhere', 'held', 'never', 'never', 'never', 'never'],
  'entry.undone': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'ownCases', 'never'],
  'items.imported': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'parked.accepted': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'parked.declined': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'parked.lapsed': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'validation.asked': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'validation.answered': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'ownCases', 'never'],
  'validation.explained': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'validation.withdrawn': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'validation.late': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'validation.forgotten': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'creditNote.requested': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'creditNote.changed': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'creditNote.withdrawn': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'creditNote.matched': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'stage.moved': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'participant.added': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'participant.removed': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'decision.recorded': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'ownCases', 'never'],
  'plan.made': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'plan.changed': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'plan.agreed': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'plan.renegotiated': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'plan.withdrawn': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'plan.kept': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'plan.broken': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'instalment.late': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'payment.seen': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'payment.allocated': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'payment.withdrawn': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'payment.missed': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'payment.booked': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'payment.reversed': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'promise.made': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'promise.withdrawn': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'never', 'never'],
  'promise.kept': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'promise.broken': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'document.added': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'ownCases', 'never'],
  'document.changed': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'ownCases', 'never'],
  'document.withdrawn': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'ownCases', 'never'],
  'document.settled': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'scenario.assigned': ['everywhere', 'everywhere', 'held', 'never', 'never', 'never', 'never'],
  'scenarioStep.prepared': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'suggestion.declined': ['everywhere', 'everywhere', 'held', 'held', 'ownDisputes', 'never', 'never'],
  'checklist.ticked': ['everywhere', 'everywhere', 'held', 'held', 'ownCases', 'ownCases', 'never'],
  'resolver.assigned': ['never', 'never', 'never', 'never', 'never', 'never', 'never'],
  'person.changed': ['everywhere', 'everywhere', 'never', 'never', 'never', 'never', 'never'],
  'person.criteriaSaved': ['everywhere', 'everywhere', 'never', 'never', 'never', 'never', 'never'],
  'person.absent': ['everywhere', 'everywhere', 'never', 'never', 'never', 'never', 'never'],
  'setting.saved': ['everywhere', 'everywhere', 'never', 'never', 'never', 'never', 'never'],
  'person.deactivated': ['everywhere', 'everywhere', 'never', 'never', 'never', 'never', 'never'],
  'person.reactivated': ['everywhere', 'everywhere', 'never', 'never', 'never', 'never', 'never'],
  'person.placed': ['everywhere', 'everywhere', 'never', 'never', 'never', 'never', 'never'],
  'entry.discarded': ['everywhere', 'never', 'never', 'never', 'never', 'never', 'never'],
  'preferences.saved': ['self', 'self', 'self', 'self', 'self', 'self', 'self'],
}

describe('the permission table', () => {
  it('has an answer for every kind and role', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(ALL_KINDS).sort())
    for (const { may } of Object.values(ALL_KINDS)) expect(Object.keys(may).sort()).toEqual([...ROLES].sort())
  })

  it.each(Object.entries(EXPECTED))('says of %s what the product promises', (kind, expected) => {
    const [, known] = Object.entries(ALL_KINDS).find(([name]) => name === kind) ?? []
    expect(ROLES.map((role) => known?.may[role])).toEqual(expected)
  })
})

describe('a permission on a file', () => {
  const somebody = (role: Role) => must(aCompany().people.get(role), role)
  const item = anInvoice('F1')
  const file = aClientFile({
    items: [item, anInvoice('F2')],
    actions: [
      aFollowUp('Pallet 7', { resolverId: 'resolver' }, [item]),
      aFollowUp('Pallet 8', { resolverId: null }),
    ],
  })
  const may = (role: Role, entry: Parameters<typeof mayDecide>[0]) =>
    mayDecide({ ...entry, by: role }, role, holdingOf(somebody(role), file), file)

  it('reaches a resolver’s own cases and their items, not the rest of the client', () => {
    expect(may('resolver', disassociate('Pallet 7', ['F1'], 'resolved'))).toBe(true)
    expect(may('resolver', disassociate('Pallet 7', ['F2'], 'resolved'))).toBe(false)
    expect(may('resolver', comment('Pallet 7', 'here is the photo'))).toBe(true)
    expect(may('resolver', comment('Pallet 8', 'what is this'))).toBe(false)
    expect(may('resolver', comment(null, 'to the client as a whole'))).toBe(false)
    expect(may('resolver', requalify(['F1']))).toBe(true)
    expect(may('resolver', requalify(['F2']))).toBe(false)
  })

  it('lets a resolver open disputes alone', () => {
    expect(may('resolver', open('New one', ['F1']))).toBe(true)
    expect(may('resolver', open('New one', ['F1'], { kind: 'litigation' }))).toBe(false)
    expect(may('resolver', open('For the client as a whole', []))).toBe(false)
    const next = { mode: 'open' as const, opening: anOpening('New one', { type: 'call', kind: null }) }
    expect(may('resolver', requalify(['F1'], { next }))).toBe(false)
  })

  it('reaches all of a collector’s client, nothing of anybody else’s, and everything for who runs the company', () => {
    expect(may('collector', requalify(['F2']))).toBe(true)
    expect(may('sales', requalify(['F2']))).toBe(false)
    expect(may('creditManager', requalify(['F2']))).toBe(true)
    expect(may('guest', comment('Pallet 7', 'I may only read'))).toBe(false)
  })

  it('lets a department user close the to-dos they own, and nothing else', () => {
    const within = { type: 'call', kind: null, caseId: idOf('Pallet 7') } as const
    const withToDos = aClientFile({
      items: [item],
      actions: [
        aFollowUp('Pallet 7', { resolverId: 'resolver' }, [item]),
        aFollowUp('Call the driver', { ...within, ownerId: 'departmentUser' }),
        aFollowUp('Call the shop', within),
        aFollowUp('Their case', { ownerId: 'departmentUser' }),
      ],
    })
    const mayClose = (name: string, role: Role = 'departmentUser') =>
      mayDecide({ ...close(name), by: role }, role, holdingOf(somebody(role), withToDos), withToDos)
    expect(mayClose('Call the driver')).toBe(true)
    expect(mayClose('Call the shop')).toBe(false)
    expect(mayClose('Pallet 7')).toBe(false)
    expect(mayClose('Their case')).toBe(false)
    expect(mayClose('Nowhere')).toBe(false)
    expect(mayClose('Call the driver', 'resolver')).toBe(true)
    expect(mayClose('Call the driver', 'guest')).toBe(false)
  })

  it('keeps what was taken out by mistake away from the resolver', () => {
    const left = {
      ...file,
      associations: file.associations.map((stay) => ({
        ...stay,
        leftOn: '2026-11-20',
        leftBecause: 'byMistake' as const,
      })),
    }
    const entry = { ...requalify(['F1']), by: 'resolver' }
    expect(mayDecide(entry, 'resolver', holdingOf(somebody('resolver'), left), left)).toBe(false)
  })
})
