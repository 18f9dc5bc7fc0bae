import { expect, it } from 'vitest'
import { ROLES, type Person, type Role } from './person.ts'
import { maySwitch } from './activity.ts'

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
