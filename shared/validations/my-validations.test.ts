import { describe, expect, it } from 'vitest'
import { must } from '../base/must.ts'
import { aClientFile, aFollowUp, idOf } from '../testing/a-client-file.ts'
import { LENA, NADIA, aCompanyWithDepartments, aLevel, aQuestion } from '../testing/work-entries.ts'
import { myValidations } from './my-validations.ts'
import { proposedLevels, whoCanBeAsked } from './proposed-levels.ts'

const company = aCompanyWithDepartments()
const person = (id: string) => must(company.people.get(id), id)
const pallet = aFollowUp('Pallet 7')
const said = { by: 'lena', answer: 'approved' as const, comment: null, on: '2026-11-22' }
const file = aClientFile({
  actions: [pallet],
  casework: [
    aQuestion('of lena', pallet, { levels: [aLevel([LENA])] }),
    aQuestion('now of nadia', pallet, {
      levels: [aLevel([LENA], { answers: [said] }), aLevel([NADIA])],
      level: 1,
    }),
    aQuestion('over', pallet, { state: 'withdrawn', endedOn: '2026-11-22', levels: [aLevel([LENA])] }),
  ],
})
const askedBy = must(file.casework[0], 'a question').work

describe('somebody’s validations', () => {
  it('wait for them, or are over for them', () => {
    const parts = myValidations(person('lena'), file).map(({ row, part }) => [row.id, part])
    expect(parts).toEqual([
      [idOf('of lena'), 'forMe'],
      [idOf('now of nadia'), 'done'],
      [idOf('over'), 'done'],
    ])
  })

  it('are those they asked while others have not answered', () => {
    const author = askedBy.type === 'validation' ? askedBy.askedBy : ''
    const parts = myValidations(person(author), file).map(({ part }) => part)
    expect(parts).toEqual(['asked', 'asked', 'done'])
  })
})

describe('who is asked', () => {
  it('is never who asks, and nobody without anybody to answer', () => {
    for (const asked of whoCanBeAsked('lena', company))
      expect(asked).not.toEqual({ type: 'person', id: 'lena' })
    const { levels } = proposedLevels(null, 'lena', company, '2026-11-22')
    expect(levels.length).toBeGreaterThan(0)
  })
})
