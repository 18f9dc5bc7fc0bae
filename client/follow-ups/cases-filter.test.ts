import { describe, expect, test } from 'vitest'
import type { SeenAgendaRow } from '../replica/snapshot.ts'
import {
  ALL_CASES,
  type CaseFacts,
  casesFilterSchema,
  chosenCases,
  choiceOf,
  isNarrowed,
} from './cases-filter.ts'

function aCase(id: string, facts: Partial<CaseFacts> = {}): CaseFacts {
  const row: SeenAgendaRow = {
    id,
    fileId: 'client:c1',
    clientId: 'c1',
    clientName: 'Müller GmbH',
    isStep: false,
    type: 'followUp',
    kind: 'dispute',
    name: 'Price dispute',
    dueOn: '2026-11-22',
    ownerId: 'ana',
    resolverId: null,
    stageId: null,
    work: null,
    documentCount: 0,
    reasonId: null,
    caseId: null,
    openedOn: '2026-11-01',
    closedOn: null,
    closedAt: null,
    itemCount: 1,
    amounts: [],
    step: null,
    suggestion: null,
    isPending: false,
  }
  return { row, ageDays: 10, quietDays: 3, worthMinor: 1_000, ...facts }
}
const idsOf = (cases: readonly CaseFacts[]) => cases.map(({ row }) => row.id)

describe('the list of cases', () => {
  const cases = [
    aCase('young', { ageDays: 2, quietDays: 0, worthMinor: 9_000 }),
    aCase('old', { ageDays: 40, quietDays: 1 }),
    aCase('quiet', { ageDays: 20, quietDays: 15 }),
  ]

  test('is narrowed by age, inactivity and amount', () => {
    expect(idsOf(chosenCases(cases, { ...ALL_CASES, minAgeDays: 20 }))).toEqual(['old', 'quiet'])
    expect(idsOf(chosenCases(cases, { ...ALL_CASES, minQuietDays: 7 }))).toEqual(['quiet'])
    expect(idsOf(chosenCases(cases, { ...ALL_CASES, minMinor: 5_000 }))).toEqual(['young'])
  })

  test('is sorted as one chooses', () => {
    expect(idsOf(chosenCases(cases, { ...ALL_CASES, sort: 'amount' }))).toEqual(['young', 'old', 'quiet'])
    expect(idsOf(chosenCases(cases, { ...ALL_CASES, sort: 'age' }))).toEqual(['old', 'quiet', 'young'])
    expect(idsOf(chosenCases(cases, { ...ALL_CASES, sort: 'quiet' }))).toEqual(['quiet', 'old', 'young'])
  })

  test('takes the age where the history is not known', () => {
    const unknown = aCase('unknown', { ageDays: 30, quietDays: null })
    expect(idsOf(chosenCases([unknown], { ...ALL_CASES, minQuietDays: 30 }))).toEqual(['unknown'])
  })
})

test('a kept filter that is broken in one part keeps the others', () => {
  const read = casesFilterSchema.parse({ kinds: ['dispute'], sort: 'nonsense', minAgeDays: -1 })
  expect(choiceOf(read)).toEqual({ ...ALL_CASES, kinds: ['dispute'] })
  expect(isNarrowed(choiceOf(read))).toBe(true)
})
