import { describe, expect, it } from 'vitest'
import { must } from '../base/must.ts'
import { aClientFile, aFollowUp, idOf } from '../testing/a-client-file.ts'
import {
  LENA,
  LOGISTICS,
  NADIA,
  aCompanyWithDepartments,
  aLevel,
  aQuestion,
} from '../testing/work-entries.ts'
import { isLateValidation, pendingFor, pendingIn, validationsFor } from './pending.ts'

const company = aCompanyWithDepartments()
const person = (id: string) => must(company.people.get(id), id)
const pallet = aFollowUp('Pallet 7')
const said = { by: 'nadia', answer: 'approved' as const, comment: null, on: '2026-11-22' }
const file = aClientFile({
  actions: [pallet],
  casework: [
    aQuestion('of both', pallet, {
      dueOn: '2026-11-30',
      levels: [aLevel([NADIA, LOGISTICS], { needs: 'all', answers: [said] })],
    }),
    aQuestion('of lena', pallet, { dueOn: '2026-11-24', levels: [aLevel([LENA])] }),
    aQuestion('asked back', pallet, { dueOn: '2026-11-25', state: 'askedBack', askedBy: 'sales' }),
    aQuestion('ended', pallet, { dueOn: '2026-11-20', state: 'approved', endedOn: '2026-11-20' }),
  ],
})

describe('what waits for somebody', () => {
  it('is what asks them now and they have not decided, the earliest due first', () => {
    const ids = (id: string) => validationsFor(person(id), file).map((row) => row.id)
    expect(ids('lena')).toEqual([idOf('of lena'), idOf('of both')])
    expect(ids('nadia')).toEqual([])
    expect(ids('omar')).toEqual([])
  })

  it('is told to lists alike, with what was asked back to who asked', () => {
    const pending = pendingIn(idOf('Pallet 7'), file)
    expect(pending.map(({ id }) => id)).toEqual([idOf('of lena'), idOf('asked back'), idOf('of both')])
    const of = (id: string) => pending.map((one) => pendingFor(one, person(id)))
    expect(of('lena')).toEqual(['answer', null, 'answer'])
    expect(of('sales')).toEqual([null, 'explanation', null])
    expect(of('nadia')).toEqual([null, null, null])
    expect(of('guest')).toEqual([null, null, null])
  })

  it('is late from the day after it was due until it ends', () => {
    expect(isLateValidation({ state: 'open', dueOn: '2026-11-22' }, '2026-11-22')).toBe(false)
    expect(isLateValidation({ state: 'askedBack', dueOn: '2026-11-22' }, '2026-11-23')).toBe(true)
    expect(isLateValidation({ state: 'refused', dueOn: '2026-11-22' }, '2026-11-23')).toBe(false)
  })
})
