import { describe, expect, it } from 'vitest'
import { must } from '../base/must.ts'
import { aClientFile, aFollowUp, idOf } from '../testing/a-client-file.ts'
import { LENA, NADIA, aCompanyWithDepartments, aLevel, aQuestion } from '../testing/work-entries.ts'
import { agendaRowsOf } from './agenda-row.ts'
import { askedRows } from './asked-rows.ts'

const company = aCompanyWithDepartments()
const person = (id: string) => must(company.people.get(id), id)
const pallet = aFollowUp('Pallet 7')
const file = aClientFile({
  actions: [pallet],
  casework: [
    aQuestion('of lena', pallet, {
      dueOn: '2026-11-24',
      question: 'Was it broken?',
      amountMinor: 31_000,
      currency: 'EUR',
      levels: [aLevel([LENA])],
    }),
    aQuestion('of nadia', pallet, { dueOn: '2026-11-25', levels: [aLevel([NADIA])] }),
  ],
})
const [row] = agendaRowsOf(file, 'client', 'client:1', company)

describe('a question in an agenda', () => {
  it('stands on the day it is due, with its own words and amount, and leads to its case', () => {
    const rows = askedRows(must(row, 'the case'), person('lena'))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      name: 'Was it broken?',
      dueOn: '2026-11-24',
      kind: 'validation',
      caseId: idOf('Pallet 7'),
      amounts: [{ currency: 'EUR', minor: 31_000 }],
    })
  })

  it('is everybody’s where everybody’s agenda is looked at, and nobody’s once the case is closed', () => {
    expect(askedRows(must(row, 'the case'), null)).toHaveLength(2)
    expect(askedRows({ ...must(row, 'the case'), closedOn: '2026-11-22' }, null)).toEqual([])
  })
})
