import { expect, it } from 'vitest'
import { aClientFile, aFollowUp } from '../testing/a-client-file.ts'
import { aCompanyWithDepartments } from '../testing/work-entries.ts'
import { whoCouldJoin } from './who-could-join.ts'

const company = aCompanyWithDepartments()

it('departments, colleagues and contacts could join a case, but not who takes part or only reads', () => {
  const made = aFollowUp('Pallet 7')
  const pallet = { ...made.action, participants: [{ type: 'person' as const, id: 'nadia' }] }
  const found = whoCouldJoin(pallet, aClientFile({ actions: [made] }), company)
  const ids = found.filter(({ type }) => type === 'person').map(({ id }) => id)
  expect(found[0]?.type).toBe('department')
  expect(ids).toContain('lena')
  for (const absent of ['nadia', 'guest', pallet.ownerId]) expect(ids).not.toContain(absent)
})
