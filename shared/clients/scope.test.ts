import { describe, expect, it } from 'vitest'
import type { Participant } from '../actions/participant.ts'
import type { Person } from '../people/person.ts'
import { aClientFile, aCompany, aFollowUp, aPieceOfWork, idOf } from '../testing/a-client-file.ts'
import type { Asked, Validation } from '../validations/validation.ts'
import type { ClientFile } from './client-file.ts'
import { casesHeldBy, holdsOf, mayMoveScope } from './scope.ts'

const { people } = aCompany({
  people: [
    { id: 'lea', role: 'departmentUser', departmentId: 'logistics' },
    { id: 'luc', role: 'resolver', departmentId: 'logistics' },
    { id: 'gus', role: 'guest', departmentId: 'logistics' },
    { id: 'left', role: 'departmentUser', departmentId: 'logistics', active: false },
    { id: 'eve', role: 'departmentUser' },
  ],
})

const CASE = idOf('Pallet 7')
const aCase = (participants: Participant[] = []) => aFollowUp('Pallet 7', { participants })
const aToDo = (fields: Parameters<typeof aFollowUp>[1] = {}) =>
  aFollowUp('Call the carrier', { type: 'task', kind: null, caseId: CASE, ...fields })

const aValidation = (levels: Asked[][], fields: Partial<Validation> = {}): Validation => ({
  type: 'validation',
  state: 'open',
  question: 'May we credit it?',
  aboutId: null,
  amountMinor: null,
  currency: null,
  dueOn: '2026-11-30',
  askedBy: 'collector',
  askedOn: '2026-11-20',
  levels: levels.map((asked) => ({ asked, needs: 'one', answers: [], escalated: [] })),
  level: 0,
  reminders: 0,
  endedOn: null,
  ...fields,
})

/** Who holds the case, with why, the collector's client file left out. */
function heldBy(file: ClientFile, of: ReadonlyMap<string, Person> = people): string[] {
  return holdsOf(file, of, false)
    .filter(({ kind }) => kind === 'case')
    .map(({ personId, fileId, reason }) => `${personId} ${fileId === CASE ? 'case' : fileId} ${reason}`)
    .sort()
}

describe('who holds a case', () => {
  it('its owner and its resolver, not whoever holds the client file anyway', () => {
    expect(heldBy(aClientFile({ actions: [aFollowUp('Pallet 7', { resolverId: 'luc' })] }))).toEqual([
      'luc case resolver',
    ])
    const file = aClientFile({ client: { collectorId: null }, actions: [aCase()] })
    expect(heldBy(file)).toEqual(['collector case owner'])
  })

  it('who owns or resolves a to-do holds the case it is of, and no file of the to-do alone', () => {
    const file = aClientFile({ actions: [aCase(), aToDo({ ownerId: 'lea', resolverId: 'luc' })] })
    expect(heldBy(file)).toEqual(['lea case toDo', 'luc case toDo'])
    const alone = aClientFile({
      actions: [aFollowUp('Pallet 7', { removed: true }), aToDo({ ownerId: 'lea' })],
    })
    expect(heldBy(alone)).toEqual([`lea ${idOf('Call the carrier')} owner`])
  })

  it('colleagues who take part and everybody of a department that does; a guest, who left and a contact do not', () => {
    const file = aClientFile({
      actions: [
        aCase([
          { type: 'person', id: 'eve' },
          { type: 'person', id: 'guest' },
          { type: 'department', id: 'logistics' },
          { type: 'contact', id: idOf('contact') },
        ]),
      ],
    })
    expect(heldBy(file)).toEqual(['eve case participant', 'lea case participant', 'luc case participant'])
  })

  it('who is asked at this level or was before it, while it is open, asked back, and until it is forgotten', () => {
    const levels: Asked[][] = [
      [{ type: 'department', id: 'logistics' }],
      [{ type: 'role', id: 'creditManager' }],
      [{ type: 'person', id: 'eve' }],
    ]
    const asking = (fields: Partial<Validation>, row: { wakesOn?: string; removed?: boolean } = {}) => {
      const followUp = aCase()
      const work = aPieceOfWork('validation', followUp, aValidation(levels, fields), row)
      return heldBy(aClientFile({ actions: [followUp], casework: [work] }))
    }
    const first = ['lea case validator', 'luc case validator']
    expect(asking({})).toEqual(first)
    expect(asking({ state: 'askedBack' })).toEqual(first)
    expect(asking({ level: 1 })).toEqual(['creditManager case validator', ...first])
    expect(asking({ level: 2, state: 'approved', endedOn: '2026-11-21' }, { wakesOn: '2026-12-21' })).toEqual(
      ['creditManager case validator', 'eve case validator', ...first],
    )
    expect(asking({ state: 'approved', endedOn: '2026-11-21' })).toEqual([])
    expect(asking({}, { removed: true })).toEqual([])
  })

  it('permissions know the same cases as the files that are given', () => {
    const followUp = aCase([{ type: 'department', id: 'logistics' }])
    const work = aPieceOfWork('validation', followUp, aValidation([[{ type: 'person', id: 'eve' }]]))
    const file = aClientFile({
      actions: [followUp, aToDo({ ownerId: 'resolver' })],
      casework: [work],
    })
    for (const person of people.values()) {
      if (!person.active || person.role === 'collector') continue
      const given = holdsOf(file, people, false).filter(({ personId }) => personId === person.id)
      expect([...casesHeldBy(person, file)], person.id).toEqual([
        ...new Set(given.map(({ fileId }) => fileId)),
      ])
    }
  })
})

describe('whether a change may move the scope', () => {
  const followUp = aCase()
  const toDo = aToDo()
  const asked = aPieceOfWork('validation', followUp, aValidation([[{ type: 'person', id: 'eve' }]]))
  const file = aClientFile({ actions: [followUp, toDo], casework: [asked] })

  it('a name and a plan do not', () => {
    const named = { ...followUp.action, name: 'Pallet 8' }
    expect(mayMoveScope(file, { ...file, actions: [named, toDo.action] })).toBe(false)
    const promise = aPieceOfWork('promise', followUp, {
      type: 'promise',
      state: 'open',
      currency: 'EUR',
      amountMinor: 1,
      promisedOn: '2026-12-01',
      paidMinor: 0,
      by: 'collector',
      madeOn: '2026-11-22',
      endedOn: null,
    })
    expect(mayMoveScope(file, { ...file, casework: [asked, promise] })).toBe(false)
  })

  it('participants, a validation, and what becomes a to-do do', () => {
    const joined = { ...followUp.action, participants: [{ type: 'person' as const, id: 'eve' }] }
    expect(mayMoveScope(file, { ...file, actions: [joined, toDo.action] })).toBe(true)
    expect(mayMoveScope(file, { ...file, casework: [{ ...asked, removed: true }] })).toBe(true)
    expect(mayMoveScope({ ...file, casework: [] }, file)).toBe(true)
    const alone = { ...toDo.action, caseId: null }
    expect(mayMoveScope(file, { ...file, actions: [followUp.action, alone] })).toBe(true)
  })
})
