import { describe, expect, it } from 'vitest'
import { aCompany, aRate } from '../testing/a-client-file.ts'
import { LENA, LOGISTICS, NADIA, aCompanyWithDepartments } from '../testing/work-entries.ts'
import { leftAmong, levelsByAmount, levelsToAsk } from './levels.ts'
import type { Asked } from './validation.ts'
import { peopleAsked } from './who-is-asked.ts'

const company = aCompanyWithDepartments()
const ADMINISTRATION: Asked = { type: 'department', id: 'department.salesAdministration' }
const MANAGERS: Asked = { type: 'role', id: 'creditManager' }
const DAY = '2026-11-22'
const by = (minor: number, currency = 'EUR', of = company) =>
  levelsByAmount(of.validationRule, { minor, currency }, of, DAY).length

describe('the levels by amount', () => {
  it('are all those up to the one that covers it, to the cent', () => {
    expect([by(1), by(100_000), by(100_001), by(99_999_999)]).toEqual([1, 1, 2, 2])
    expect(levelsByAmount(company.validationRule, null, company, DAY)).toHaveLength(1)
  })

  it('follow the rate of the day, and are all of them for a currency without one', () => {
    const withRate = aCompany({
      settings: [aRate('USD', '2026-11-01', '0.5'), aRate('USD', '2026-12-01', '2')],
    })
    expect([
      by(200_000, 'USD', withRate),
      by(200_001, 'USD', withRate),
      by(200_002, 'USD', withRate),
    ]).toEqual([1, 1, 2])
    expect(by(1, 'JPY')).toBe(2)
  })
})

describe('who answers', () => {
  it('is a person, everybody with a role, or everybody of a department, as long as they work here', () => {
    const ids = (asked: Asked[], askedBy = 'collector') =>
      peopleAsked(asked, askedBy, company).map(({ id }) => id)
    expect(ids([NADIA])).toEqual(['nadia'])
    expect(ids([MANAGERS])).toEqual(['creditManager'])
    expect(ids([LOGISTICS, NADIA])).toEqual(['nadia', 'lena'])
    expect(
      ids([
        { type: 'person', id: 'gone' },
        { type: 'role', id: 'guest' },
      ]),
    ).toEqual([])
  })

  it('is never who asked', () => {
    expect(peopleAsked([ADMINISTRATION], 'nadia', company).map(({ id }) => id)).toEqual(['omar'])
  })
})

describe('a level nobody can answer', () => {
  const wanted = [
    { asked: [{ type: 'person', id: 'gone' } as const], needs: 'one' as const },
    { asked: [MANAGERS], needs: 'one' as const },
  ]

  it('is skipped upwards, and that is said', () => {
    expect(levelsToAsk(wanted, 'collector', company)).toEqual({ levels: [wanted[1]], skipped: 1 })
  })

  it('goes to the next of the company’s rule that has somebody, else to the administrators', () => {
    const first = levelsToAsk(
      [wanted[0] ?? wanted[1]].flatMap((one) => one ?? []),
      'collector',
      aCompany(),
    )
    expect(first).toEqual({ levels: [{ asked: [MANAGERS], needs: 'one' }], skipped: 1 })
    const own = levelsToAsk([{ asked: [MANAGERS], needs: 'one' }], 'creditManager', aCompany())
    expect(own.levels).toEqual([{ asked: [{ type: 'role', id: 'administrator' }], needs: 'one' }])
  })

  it('that had the last word is never left to those below: the administrators have it', () => {
    const manager = { asked: [MANAGERS], needs: 'one' as const }
    const below = { asked: [ADMINISTRATION], needs: 'one' as const }
    expect(levelsToAsk([below, manager], 'creditManager', company)).toEqual({
      levels: [below, { asked: [{ type: 'role', id: 'administrator' }], needs: 'one' }],
      skipped: 1,
    })
    expect(levelsToAsk([below, manager], 'collector', company)).toEqual({
      levels: [below, manager],
      skipped: 0,
    })
  })

  it('leaves nothing to ask where nobody else works here', () => {
    const alone = {
      ...aCompany(),
      people: new Map([...aCompany().people].filter(([id]) => id === 'administrator')),
    }
    expect(levelsToAsk([{ asked: [NADIA], needs: 'one' }], 'administrator', alone).levels).toEqual([])
  })

  it('is named by place where somebody has left or a department is gone', () => {
    const levels = [
      { asked: [NADIA, { type: 'person', id: 'gone' } as const], needs: 'one' as const },
      { asked: [{ type: 'department', id: 'department.none' } as const, LENA], needs: 'all' as const },
    ]
    expect(leftAmong(levels, company)).toEqual([
      { level: 0, at: 1 },
      { level: 1, at: 0 },
    ])
  })
})
