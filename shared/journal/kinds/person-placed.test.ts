import { expect, it } from 'vitest'
import { decideOnCompany } from '../decide.ts'
import { NOW } from '../../testing/a-client-file.ts'
import { anEntry } from '../../testing/entries.ts'
import { aCompanyWithDepartments } from '../../testing/work-entries.ts'

const company = aCompanyWithDepartments()
const placed = (personId: string, departmentId: string | null) =>
  decideOnCompany(anEntry('person.placed', { personId, departmentId }, { by: 'administrator' }), {
    company,
    at: NOW,
    occurred: NOW,
    historyOf: () => [],
  }).decision

it('somebody works in another department, or in none', () => {
  expect(placed('nadia', 'department.logistics')).toMatchObject({
    type: 'applied',
    rows: [{ table: 'people', row: { id: 'nadia', departmentId: 'department.logistics' } }],
  })
  expect(placed('nadia', null)).toMatchObject({ type: 'applied', rows: [{ row: { departmentId: null } }] })
  expect(placed('nadia', 'department.salesAdministration')).toMatchObject({ type: 'noop' })
})

it('nobody is placed in a department there is not, nor one who is not here', () => {
  expect(placed('nadia', 'department.none')).toMatchObject({
    type: 'refused',
    refusal: { type: 'settingUnknown', field: 'departmentId' },
  })
  expect(placed('nobody', null)).toMatchObject({ type: 'refused', refusal: { type: 'personUnknown' } })
})
