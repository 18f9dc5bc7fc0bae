import { expect, test } from 'vitest'
import { agendaSections } from './agenda-sections.ts'

const TODAY = '2026-11-22'
const due = (...days: string[]) => days.map((dueOn) => ({ dueOn }))

test('all that is late stands together, then each day by itself', () => {
  const rows = due('2026-11-02', '2026-11-20', TODAY, TODAY, '2026-11-25')
  expect(agendaSections(rows, TODAY, 50).map(({ key, count }) => [key, count])).toEqual([
    ['late', 2],
    [TODAY, 2],
    ['2026-11-25', 1],
  ])
})

test('a heading counts the rows that are not shown yet', () => {
  const [section, ...others] = agendaSections(due(TODAY, TODAY, TODAY, '2026-11-23'), TODAY, 2)
  expect(section?.count).toBe(3)
  expect(section?.rows).toHaveLength(2)
  expect(others).toEqual([])
})
