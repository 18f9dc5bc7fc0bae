import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from '../people/person.ts'
import { CLIENT_ID, aClientFile, aCompany, anInvoice, idOf } from '../testing/a-client-file.ts'
import { open } from '../testing/entries.ts'
import { Desk } from '../testing/desk.ts'
import { assign } from './assign.ts'
import { willBeAssigned } from './assigning.ts'
import type { Condition } from './criteria.ts'

const TODAY = '2026-11-22'
const asked = {
  client: { ...aClientFile().client, entity: 'South', fields: { region: 'Bavaria' } },
  items: [anInvoice('F1', { entity: 'South' })],
  reasonId: 'reason.price',
  amountMinor: 10_000,
}
const entity: Condition = { type: 'field', field: 'client.entity', is: ['south'] }
const price: Condition = { type: 'field', field: 'reasonId', is: ['reason.price'] }
const region: Condition = { type: 'custom', of: 'client', name: 'region', is: ['Bav*'] }

function who(id: string, conditions: Condition[], more: Partial<Person> = {}): Person {
  return {
    id,
    name: id,
    email: '',
    role: 'resolver',
    entity: null,
    departmentId: null,
    active: true,
    criteria: conditions.length > 0 ? [{ key: 'a', conditions }] : [],
    absence: null,
    version: 1,
    ...more,
  }
}

describe('who gets a new dispute', () => {
  it('is whose criterion asks most, then who has the fewest open cases, then the first by id', () => {
    const people = [who('ada', [entity]), who('bo', [entity, price]), who('cy', [price, region])]
    const loads = new Map([
      ['bo', 4],
      ['cy', 2],
    ])
    expect(assign(asked, people, loads, TODAY)).toMatchObject({
      resolverId: 'cy',
      because: { type: 'matched', conditions: 2, tiedWith: ['bo'], openCases: 2 },
    })
    expect(assign(asked, people, new Map(), TODAY).resolverId).toBe('bo')
  })

  it('is nobody’s by a field the client does not have, whatever it is called', () => {
    const named = (name: string): Condition => ({ type: 'custom', of: 'client', name, is: ['*'] })
    for (const name of ['sector', 'constructor', '__proto__'])
      expect(assign(asked, [who('bo', [named(name)])], null, TODAY).because).toEqual({ type: 'noMatch' })
    expect(assign(asked, [who('bo', [named('region')])], null, TODAY).resolverId).toBe('bo')
  })

  it('waits for the server where loads decide, and does not where they do not', () => {
    const people = [who('bo', [price]), who('cy', [price])]
    expect(assign(asked, people, null, TODAY).because).toEqual({
      type: 'needsLoads',
      personIds: ['bo', 'cy'],
    })
    expect(assign(asked, people.slice(0, 1), null, TODAY).resolverId).toBe('bo')
    expect(assign(asked, [who('bo', [])], new Map(), TODAY).because).toEqual({ type: 'noMatch' })
  })

  it('is the substitute of who is away, along the chain, and nobody where it goes round', () => {
    const away = (substituteId: string) => ({ from: TODAY, to: TODAY, substituteId })
    const people = [
      who('bo', [price], { absence: away('cy') }),
      who('cy', [], { absence: away('dee') }),
      who('dee', []),
    ]
    expect(assign(asked, people, new Map(), TODAY)).toMatchObject({
      resolverId: 'dee',
      because: { personId: 'bo', insteadOf: ['bo', 'cy'] },
    })
    const round = people.map((one) => (one.id === 'dee' ? { ...one, absence: away('bo') } : one))
    expect(assign(asked, round, new Map(), TODAY).because).toEqual({ type: 'allAway', personIds: ['bo'] })
  })

  it('does not depend on the order people come in, and is somebody here who may', () => {
    const conditions = fc.subarray([entity, price, region])
    const person = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      conditions,
      active: fc.boolean(),
      substituteId: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e')),
      isAway: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(person, { selector: ({ id }) => id }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(5)),
        (drawn, loads) => {
          const people = drawn.map(({ id, conditions, active, substituteId, isAway }) =>
            who(id, conditions, {
              active,
              absence: isAway ? { from: TODAY, to: TODAY, substituteId } : null,
            }),
          )
          const known = new Map(Object.entries(loads))
          const one = assign(asked, people, known, TODAY)
          expect(assign(asked, people.toReversed(), known, TODAY)).toEqual(one)
          const chosen = people.find(({ id }) => id === one.resolverId)
          if (one.resolverId !== null) expect(chosen).toMatchObject({ active: true, absence: null })
        },
      ),
    )
  })
})

describe('a dispute that is opened', () => {
  const rule = {
    id: 'assignmentRule',
    kind: 'assignmentRule' as const,
    data: { active: true },
    removed: false,
    version: 1,
  }
  const people = [{ id: 'rui', role: 'resolver' as const, criteria: [{ key: 'a', conditions: [price] }] }]
  const opened = open('Pallet', ['F1'], { reasonId: 'reason.price' })

  it('is given to its resolver by the server, and by a phone to nobody yet', () => {
    const file = aClientFile({ items: [anInvoice('F1')] })
    const company = aCompany({ settings: [rule], people })
    const office = new Desk(file, company, 'client', new Map())
    expect(office.decide(opened).map(({ entry }) => entry.kind)).toEqual([
      'action.opened',
      'resolver.assigned',
    ])
    expect(office.file.actions).toMatchObject([
      { id: idOf('Pallet'), clientId: CLIENT_ID, resolverId: 'rui' },
    ])
    const phone = new Desk(file, company, 'client')
    phone.decide(opened)
    expect(phone.file.actions).toMatchObject([{ resolverId: null }])
    expect(phone.file.actions.map((action) => willBeAssigned(action, company))).toEqual([true])
    expect(phone.file.actions.map((action) => willBeAssigned(action, aCompany({ people })))).toEqual([false])
  })
})
