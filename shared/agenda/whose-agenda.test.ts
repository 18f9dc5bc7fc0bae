import { describe, expect, test } from 'vitest'
import { mayWorkOnRow } from './whose-agenda.ts'

const inCharge = { collectorId: 'ana', salesId: 'tom' }
const elsewhere = { collectorId: 'bob', salesId: null }
const ownCase = { isStep: false, ownerId: 'tom', resolverId: 'rita', caseId: null }
const step = { isStep: true, ownerId: 'ana', resolverId: null, caseId: null }

describe('who may work on a row', () => {
  test('a credit manager may everywhere', () => {
    expect(mayWorkOnRow('action.changed', { id: 'carl', role: 'creditManager' }, ownCase, inCharge)).toBe(
      true,
    )
  })

  test('a collector may in the portfolio, and elsewhere in cases of their own and those they take part in', () => {
    const ana = { id: 'ana', role: 'collector' } as const
    expect(mayWorkOnRow('action.changed', ana, ownCase, inCharge)).toBe(true)
    expect(mayWorkOnRow('action.changed', ana, ownCase, elsewhere)).toBe(false)
    expect(mayWorkOnRow('action.changed', ana, ownCase, null)).toBe(true)
    expect(mayWorkOnRow('action.changed', ana, { ...ownCase, ownerId: 'ana' }, elsewhere)).toBe(true)
  })

  test('a resolver may in the cases they hold, and those are all they have', () => {
    expect(mayWorkOnRow('action.closed', { id: 'rita', role: 'resolver' }, ownCase, null)).toBe(true)
    expect(mayWorkOnRow('action.closed', { id: 'rico', role: 'resolver' }, ownCase, null)).toBe(true)
    expect(mayWorkOnRow('action.closed', { id: 'rico', role: 'resolver' }, ownCase, elsewhere)).toBe(false)
  })

  test('sales do no step of the scenario, their collector does', () => {
    expect(mayWorkOnRow('scenarioStep.done', { id: 'tom', role: 'sales' }, step, inCharge)).toBe(false)
    expect(mayWorkOnRow('scenarioStep.done', { id: 'ana', role: 'collector' }, step, inCharge)).toBe(true)
  })

  test('a department user is done with a to-do of their own, with nothing else', () => {
    const omar = { id: 'omar', role: 'departmentUser' } as const
    const toDo = { ...ownCase, ownerId: 'omar', caseId: 'case' }
    expect(mayWorkOnRow('action.closed', omar, toDo, null)).toBe(true)
    expect(mayWorkOnRow('action.closed', omar, { ...toDo, ownerId: 'tom' }, null)).toBe(false)
    expect(mayWorkOnRow('action.closed', omar, { ...toDo, caseId: null }, null)).toBe(false)
    expect(mayWorkOnRow('action.changed', omar, toDo, null)).toBe(false)
  })

  test('a guest reads', () => {
    expect(mayWorkOnRow('comment.written', { id: 'gus', role: 'guest' }, ownCase, inCharge)).toBe(false)
  })
})
