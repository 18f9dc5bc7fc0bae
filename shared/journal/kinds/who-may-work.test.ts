import { describe, expect, it } from 'vitest'
import type { Role } from '../../people/person.ts'
import { aClientFile, aFollowUp, anInvoice, idOf } from '../../testing/a-client-file.ts'
import { open, undo } from '../../testing/entries.ts'
import {
  NADIA,
  answer,
  ask,
  decideThat,
  dayBrings,
  explain,
  matchCredit,
  moveStage,
  requestCredit,
  takePart,
  withdrawQuestion,
} from '../../testing/work-entries.ts'
import type { Entry } from '../entry.ts'
import { mayDecide } from '../may.ts'

const [item, other] = [anInvoice('F1'), anInvoice('F2')]
const file = aClientFile({
  items: [item, other],
  actions: [aFollowUp('Pallet 7', {}, [item]), aFollowUp('Pallet 8', {}, [other])],
})
const OWN = { wholeFile: false, cases: new Set([idOf('Pallet 7')]), toDos: new Set<string>() }
const may = (role: Role, entry: Entry) => mayDecide({ ...entry, by: role }, role, OWN, file)

describe('in a case one holds', () => {
  it('who is asked answers, speaks and decides, and takes that back; the rest is for who runs it', () => {
    const its = 'Pallet 7'
    for (const entry of [answer('later', its), decideThat(its, 'So be it')])
      expect([may('departmentUser', entry), may('resolver', entry), may('guest', entry)]).toEqual([
        true,
        true,
        false,
      ])
    const taken = undo(answer('later', its))
    const undone = { ...taken, data: { ...Object(taken.data), actionIds: [idOf(its)] } }
    expect(may('departmentUser', undone)).toBe(true)
    for (const entry of [
      ask('later', its),
      explain('later', its, 'so'),
      withdrawQuestion('later', its),
      requestCredit('credit', its, { F1: 1 }),
      moveStage(its, 'decided'),
      takePart(its, { type: 'person', id: NADIA.id }),
    ])
      expect(
        [may('departmentUser', entry), may('resolver', entry), may('collector', entry)],
        entry.kind,
      ).toEqual([false, true, true])
  })

  it('a resolver opens disputes and to-dos of it, nothing else and nothing of another', () => {
    const toDo = (inCase: string) =>
      open('Ring', [], { type: 'call', kind: null, caseId: idOf(inCase), ownerId: 'resolver' })
    expect(may('resolver', toDo('Pallet 7'))).toBe(true)
    expect(may('resolver', toDo('Pallet 8'))).toBe(false)
    expect(may('resolver', open('Ring', ['F1'], { type: 'call', kind: null }))).toBe(false)
    expect(may('departmentUser', toDo('Pallet 7'))).toBe(false)
  })
})

describe('in a case one does not hold', () => {
  it('nobody without the client answers, asks or moves anything', () => {
    for (const entry of [
      answer('later', 'Pallet 8'),
      ask('later', 'Pallet 8'),
      requestCredit('credit', 'Pallet 7', { F2: 1 }),
      matchCredit('credit', 'Pallet 7', 'F2'),
      moveStage('Pallet 8', 'decided'),
    ])
      for (const role of ['departmentUser', 'resolver', 'collector', 'sales'] as const)
        expect(may(role, entry), `${role} ${entry.kind}`).toBe(false)
    expect(may('administrator', ask('later', 'Pallet 8'))).toBe(true)
  })
})

it('the days are the calendar’s', () => {
  for (const kind of ['validation.late', 'validation.forgotten'] as const)
    expect(may('administrator', dayBrings(kind, 'later', 'Pallet 7', '2026-12-01'))).toBe(false)
})
