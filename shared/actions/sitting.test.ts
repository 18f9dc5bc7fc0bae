import { describe, expect, it } from 'vitest'
import type { ClientFile } from '../clients/client-file.ts'
import { type Item, NO_STATUS } from '../items/item.ts'
import type { Action, Association } from './action.ts'
import { actionsByItem, caseOfToDo, sittingElsewhere } from './sitting.ts'

const anItem = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  clientId: 'client',
  source: 'erp',
  number: id,
  kind: 'invoice',
  entity: null,
  currency: 'EUR',
  amountMinor: 1000,
  balanceMinor: 1000,
  issuedOn: '2026-10-01',
  dueOn: '2026-10-31',
  closedOn: null,
  sourceStatus: null,
  ...NO_STATUS,
  returnedOn: null,
  resumesAt: null,
  suggested: null,
  fields: {},
  stamps: {},
  version: 1,
  ...more,
})
const aCase = (id: string): Action => ({
  id,
  clientId: 'client',
  type: 'followUp',
  kind: 'dispute',
  name: id,
  dueOn: '2026-11-24',
  ownerId: 'ana',
  resolverId: null,
  stageId: null,
  templateId: null,
  checklist: [],
  participants: [],
  reasonId: null,
  caseId: null,
  openedOn: '2026-11-01',
  openedBy: 'ana',
  openedAt: 100,
  closedOn: null,
  closedBy: null,
  closedAt: null,
  resolutionId: null,
  rootCauseId: null,
  removed: false,
  aliases: [],
  stamps: {},
  version: 1,
})
const aStay = (itemId: string, actionId: string): Association => ({
  id: `${itemId}/${actionId}`,
  clientId: 'client',
  actionId,
  itemId,
  joinedOn: '2026-11-01',
  had: NO_STATUS,
  leftOn: null,
  leftBecause: null,
  leftWith: null,
  removed: false,
  version: 1,
})
const file: ClientFile = {
  client: {
    id: 'client',
    number: 'C1',
    name: 'Müller',
    entity: null,
    collectorId: null,
    salesId: null,
    sourceCollector: null,
    scenarioId: null,
    scenarioStep: null,
    ownScenarioId: null,
    fields: {},
    stamps: {},
    version: 1,
  },
  contacts: [],
  items: [
    anItem('free'),
    anItem('a1'),
    anItem('a2'),
    anItem('b1'),
    anItem('paid', { closedOn: '2026-11-20' }),
  ],
  actions: [aCase('a'), aCase('b')],
  associations: [aStay('a1', 'a'), aStay('a2', 'a'), aStay('b1', 'b'), aStay('paid', 'b')],
  casework: [],
  documents: [],
  parked: [],
}
const namesOf = (itemIds: string[], except?: string) =>
  sittingElsewhere(file, itemIds, except).map(({ action, items }) => [
    action.id,
    ...items.map(({ id }) => id),
  ])

describe('where items sit already', () => {
  it('is told case by case, without those that are free or paid', () => {
    expect(namesOf(['free', 'a1', 'b1', 'a2', 'paid'])).toEqual([
      ['a', 'a1', 'a2'],
      ['b', 'b1'],
    ])
  })

  it('leaves out the action they are to come into', () => {
    expect(namesOf(['a1', 'b1'], 'a')).toEqual([['b', 'b1']])
  })
})

it('every item is found with the open action it sits in', () => {
  const sitting = actionsByItem(file)
  expect(sitting.get('a1')?.id).toBe('a')
  expect(sitting.get('b1')?.id).toBe('b')
  expect(sitting.has('free')).toBe(false)
})

describe('a call for items', () => {
  it('is a to-do of the case they all sit in', () => {
    expect(caseOfToDo(file, 'call', ['a1', 'a2'], false)?.id).toBe('a')
  })

  it('stands alone when they sit in several, in none, or are to be moved', () => {
    expect(caseOfToDo(file, 'call', ['a1', 'b1'], false)).toBeNull()
    expect(caseOfToDo(file, 'call', ['a1', 'free'], false)).toBeNull()
    expect(caseOfToDo(file, 'call', [], false)).toBeNull()
    expect(caseOfToDo(file, 'call', ['a1'], true)).toBeNull()
  })

  it('joins no case when it is a follow-up of its own', () => {
    expect(caseOfToDo(file, 'followUp', ['a1'], false)).toBeNull()
  })
})
