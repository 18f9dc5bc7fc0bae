import fc from 'fast-check'
import { expect, it } from 'vitest'
import { must } from '../base/must.ts'
import { ROLES, type Person, type Role } from './person.ts'
import { maySucceed, maySwitch } from './activity.ts'
import { mayGiveRole } from './standing.ts'

const aPerson = (role: Role, more: Partial<Person> = {}): Person => ({
  id: role,
  name: role,
  email: '',
  role,
  entity: null,
  departmentId: null,
  criteria: [],
  absence: null,
  active: true,
  version: 1,
  ...more,
})

it('an administrator switches everybody but themselves', () => {
  const actor = aPerson('administrator')
  expect(maySwitch(actor, aPerson('administrator', { id: 'another' }))).toBe(true)
  expect(maySwitch(actor, actor)).toBe(false)
  for (const role of ROLES.filter((one) => one !== 'administrator'))
    expect(maySwitch(actor, aPerson(role))).toBe(true)
})

it('a credit manager switches everybody but administrators and themselves', () => {
  const actor = aPerson('creditManager')
  expect(maySwitch(actor, aPerson('administrator'))).toBe(false)
  expect(maySwitch(actor, actor)).toBe(false)
  expect(maySwitch(actor, aPerson('creditManager', { id: 'another' }))).toBe(true)
  expect(maySwitch(actor, aPerson('collector'))).toBe(true)
})

it('nobody else switches anybody, nor does who was switched off', () => {
  for (const role of ROLES.filter((one) => one !== 'administrator' && one !== 'creditManager'))
    expect(maySwitch(aPerson(role), aPerson('guest', { id: 'another' }))).toBe(false)
  expect(maySwitch(aPerson('administrator', { active: false }), aPerson('guest'))).toBe(false)
  expect(maySwitch(undefined, aPerson('guest'))).toBe(false)
})

it('who takes over is at work, may run cases, and may hold clients where the other may', () => {
  const ana = aPerson('collector')
  expect(maySucceed(aPerson('sales'), ana)).toBe(true)
  for (const nobody of [ana, aPerson('resolver'), aPerson('guest'), aPerson('sales', { active: false })])
    expect(maySucceed(nobody, ana)).toBe(false)
  expect(maySucceed(aPerson('resolver', { id: 'another' }), aPerson('resolver'))).toBe(true)
  expect(maySucceed(aPerson('departmentUser'), aPerson('resolver'))).toBe(false)
  expect(maySucceed(undefined, ana)).toBe(false)
})

it('whatever people do to each other, an administrator stays', () => {
  const act = fc.record({
    by: fc.nat(3),
    to: fc.nat(3),
    does: fc.constantFrom<'off' | 'on' | Role>('off', 'on', ...ROLES),
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const people = ['administrator', 'creditManager', 'collector', 'administrator'].map((role, at) =>
        aPerson(
          must(
            ROLES.find((one) => one === role),
            'a role',
          ),
          { id: String(at) },
        ),
      )
      for (const { by, to, does } of acts) {
        const [actor, person] = [must(people[by], 'who acts'), must(people[to], 'to whom')]
        if (does === 'off' || does === 'on') {
          if (maySwitch(actor, person)) people[to] = { ...person, active: does === 'on' }
        } else if (mayGiveRole(actor, person, does)) people[to] = { ...person, role: does }
      }
      expect(people.some(({ role, active }) => role === 'administrator' && active)).toBe(true)
    }),
  )
})
