import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ASKED_FIELDS, conditionSchema } from '#shared/assignment/criteria.ts'
import { OF_CLIENTS, OF_DISPUTES, choiceOf, newCondition, ownChoice, subjectOf } from './conditions.ts'

it('whatever the company may ask of a dispute can be chosen, once', () => {
  expect([...OF_DISPUTES].sort()).toEqual([...ASKED_FIELDS, 'custom.client', 'custom.item', 'amount'].sort())
})

it('given a subject, a new condition is about it', () => {
  for (const subject of OF_DISPUTES) expect(subjectOf(newCondition(subject))).toBe(subject)
})

it('given a client alone, nothing is asked of its items', () => {
  expect(OF_CLIENTS).toContain('client.entity')
  expect(OF_CLIENTS.filter((subject) => subject.includes('item') || subject.endsWith('Id'))).toEqual([
    'client.collectorId',
    'client.salesId',
  ])
})

it('a condition nobody has filled in is none to save', () => {
  expect(z.safeParse(conditionSchema, newCondition('client.name')).success).toBe(false)
})

it('given a field an import fills, it is chosen by its name; another one is written', () => {
  const region = { of: 'client', name: 'Region' } as const
  const asked = { type: 'custom', ...region, is: ['Nord'] } as const
  expect(choiceOf({ ...asked, is: ['Nord'] }, [region])).toBe(ownChoice(region))
  expect(choiceOf({ ...asked, of: 'item', is: ['Nord'] }, [region])).toBe('custom.item')
  expect(choiceOf(newCondition('client.name'), [region])).toBe('client.name')
})
