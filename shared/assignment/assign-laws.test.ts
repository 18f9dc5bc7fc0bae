import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../base/calendar-day.ts'
import { ROLES, type Person } from '../people/person.ts'
import { aClientFile, aCompany, anInvoice } from '../testing/a-client-file.ts'
import { Desk } from '../testing/desk.ts'
import { open } from '../testing/entries.ts'
import { type Loads, assign } from './assign.ts'
import type { Condition } from './criteria.ts'

/**
 * Who gets a dispute, beside a second answer that is written from the rule alone: of those it is for, the ones whose
 * criterion asks most; who is away hands on to their substitute; then who has the fewest open cases, then the first by id.
 */

const TODAY = '2026-11-22'
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const asked = {
  client: { ...aClientFile().client, entity: 'South', fields: { region: 'Bavaria' } },
  items: [anInvoice('F1', { entity: 'South' })],
  reasonId: 'reason.price',
  amountMinor: 10_000,
}

/** What may be asked of that dispute, and whether it is so. */
const HOLDS: readonly (readonly [Condition, boolean])[] = [
  [{ type: 'field', field: 'client.entity', is: ['North', ' SOUTH '] }, true],
  [{ type: 'field', field: 'reasonId', is: ['reason.price'] }, true],
  [{ type: 'custom', of: 'client', name: 'region', is: ['bav*'] }, true],
  [{ type: 'amount', fromMinor: 10_000, toMinor: 10_000 }, true],
  [{ type: 'amount', fromMinor: null, toMinor: 9_999 }, false],
  [{ type: 'field', field: 'item.entity', is: ['Sou'] }, false],
  [{ type: 'custom', of: 'item', name: 'region', is: ['*'] }, false],
]

type Drawn = {
  id: string
  role: Person['role']
  active: boolean
  criteria: number[][]
  away: { from: number; days: number; substitute: string | null } | null
}

const aPerson: fc.Arbitrary<Drawn> = fc.record({
  id: fc.constantFrom(...IDS),
  role: fc.constantFrom(...ROLES),
  active: fc.nat(4).map((n) => n > 0),
  criteria: fc.array(fc.array(fc.nat(HOLDS.length - 1), { minLength: 1, maxLength: 4 }), { maxLength: 3 }),
  away: fc.option(
    fc.record({
      from: fc.integer({ min: -3, max: 1 }),
      days: fc.nat(4),
      substitute: fc.option(fc.constantFrom(...IDS), { freq: 5 }),
    }),
  ),
})
const somePeople = fc.uniqueArray(aPerson, { selector: ({ id }) => id })
const someLoads: fc.Arbitrary<Loads> = fc
  .dictionary(fc.constantFrom(...IDS), fc.nat(3))
  .map((loads) => new Map(Object.entries(loads)))

function personOf({ id, role, active, criteria, away }: Drawn): Person {
  return {
    id,
    name: id,
    email: '',
    role,
    entity: null,
    departmentId: null,
    active,
    criteria: criteria.map((places, at) => ({
      key: `${at}`,
      conditions: places.flatMap((place) => HOLDS[place]?.[0] ?? []),
    })),
    absence: away && {
      from: addDays(TODAY, away.from),
      to: addDays(TODAY, away.from + away.days),
      substituteId: away.substitute,
    },
    version: 1,
  }
}

/** Whose it is, in plain steps. */
function naive(people: readonly Drawn[], loads: Loads): string | null {
  const isThere = ({ away }: Drawn) => !away || away.from > 0 || away.from + away.days < 0
  const may = ({ active, role }: Drawn) => active && role !== 'guest'
  let answers: { id: string; asks: number }[] = []
  for (const one of people) {
    if (!may(one)) continue
    const fitting = one.criteria.filter((places) => places.every((place) => HOLDS[place]?.[1]))
    if (fitting.length === 0) continue
    let now: Drawn | undefined = one
    // As many people as there are: who is still away after that goes round in a circle.
    for (let on = 0; now && !isThere(now) && on <= IDS.length; on++) {
      const next: string | null | undefined = now.away?.substitute
      now = people.find(({ id }) => id === next)
    }
    if (now && isThere(now) && may(now))
      answers.push({ id: now.id, asks: Math.max(...fitting.map(({ length }) => length)) })
  }
  for (const fewer of [
    (one: { id: string; asks: number }) => -one.asks,
    ({ id }: { id: string }) => loads.get(id) ?? 0,
  ])
    answers = answers.filter((one) => fewer(one) === Math.min(...answers.map(fewer)))
  return answers.map(({ id }) => id).sort()[0] ?? null
}

it('whoever works there, a dispute is whose an independent answer says it is, in whatever order people come', () => {
  fc.assert(
    fc.property(somePeople, someLoads, (drawn, loads) => {
      const people = drawn.map(personOf)
      const answer = assign(asked, people, loads, TODAY)
      expect(answer.resolverId).toBe(naive(drawn, loads))
      expect(assign(asked, people.toReversed(), loads, TODAY)).toEqual(answer)
    }),
    { numRuns: 3000 },
  )
})

it('a phone, which knows no loads, names nobody whom the server would not name, whatever everybody has', () => {
  fc.assert(
    fc.property(somePeople, fc.array(someLoads, { minLength: 1, maxLength: 6 }), (drawn, allLoads) => {
      const people = drawn.map(personOf)
      const onPhone = assign(asked, people, null, TODAY)
      for (const loads of allLoads) {
        const { resolverId, because } = assign(asked, people, loads, TODAY)
        if (onPhone.because.type === 'needsLoads') expect(onPhone.because.personIds).toContain(resolverId)
        else expect([resolverId, because.type]).toEqual([onPhone.resolverId, onPhone.because.type])
      }
    }),
    { numRuns: 2000 },
  )
})

it('a dispute that is opened has the resolver the server finds, and on the phone the same or nobody yet', () => {
  const rule = {
    id: 'assignmentRule',
    kind: 'assignmentRule' as const,
    data: { active: true },
    removed: false,
    version: 1,
  }
  const client = { entity: 'South', fields: { region: 'Bavaria' } }
  const file = aClientFile({ client, items: [anInvoice('F1', { entity: 'South', balanceMinor: 10_000 })] })
  fc.assert(
    fc.property(somePeople, someLoads, fc.boolean(), (drawn, loads, isNamed) => {
      const people = [...drawn.map(personOf), personOf({ ...NAMED, id: 'named' })]
      const company = aCompany({ settings: [rule], people })
      const resolverId = isNamed ? 'named' : null
      const entry = open('Pallet', ['F1'], { reasonId: 'reason.price', resolverId, on: TODAY })
      const resolverAt = (desk: Desk) => {
        desk.decide(entry)
        return desk.file.actions[0]?.resolverId ?? null
      }
      const atServer = resolverAt(new Desk(file, company, 'client', loads))
      const onPhone = resolverAt(new Desk(file, company))
      expect(atServer).toBe(isNamed ? 'named' : naive(drawn, loads))
      expect([null, atServer]).toContain(onPhone)
    }),
    { numRuns: 300 },
  )
})
const NAMED: Drawn = { id: 'named', role: 'resolver', active: true, criteria: [], away: null }
