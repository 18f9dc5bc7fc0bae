import { expect, test } from 'vitest'
import { type CustomColumn, customColumnProblems, customFieldsOf } from './custom-columns.ts'
import { findColumns } from './columns.ts'
import { describeFileRefusal } from './file-refusal.ts'
import { findPreset } from './presets.ts'

const column = (name: string, of: CustomColumn['of'] = 'item'): CustomColumn => ({
  column: `col ${name}`,
  of,
  name,
})

test('a client and its items may each have a field of one name', () => {
  expect(customColumnProblems([column('Region'), column('Region', 'client')])).toEqual([])
})

test('two columns do not fill one field, however it is written', () => {
  expect(customColumnProblems([column('Région'), column('Depot'), column(' REGION ')])).toEqual([
    { place: 2, name: ' REGION ', because: 'twice' },
  ])
})

test.each([
  ['balance', 'reserved'],
  ['Client Number', null],
  ['clientNumber', 'reserved'],
  ['__proto__', 'reserved'],
  ['constructor', 'reserved'],
  ['  ', 'nameless'],
  ['Cost centre', null],
])('a field called “%s” is %s', (name, because) => {
  expect(customColumnProblems([column(name)])[0]?.because ?? null).toBe(because)
})

test('a file is not read with a field that cannot be, and its column is named', () => {
  const generic = findPreset('generic')
  if (!generic) throw new Error('the preset')
  const headers = Object.values(generic.columns)
  const found = (custom: CustomColumn[]) => findColumns({ ...generic, custom }, headers)
  const twice = found([column('Region'), { ...column('Region'), column: 'Zone' }])
  expect(twice).toEqual({ refusal: { code: 'twiceField', name: 'Region', column: 'Zone' } })
  if ('refusal' in twice)
    expect(describeFileRefusal(twice.refusal)).toBe(
      'The mapping reads two columns into “Region”, the second is “Zone”: give it another name, or leave it out.',
    )
  expect(found([column('balance')])).toMatchObject({ refusal: { code: 'reservedField' } })
})

test('a column the file does not have leaves the file readable', () => {
  const generic = findPreset('generic')
  if (!generic) throw new Error('the preset')
  const headers = [...Object.values(generic.columns), 'ZONE']
  const custom = [column('Region'), { ...column('Zone'), column: 'zone' }]
  expect(findColumns({ ...generic, custom }, headers)).toMatchObject({
    own: [{ name: 'Zone', of: 'item', header: 'ZONE' }],
    ownAbsent: [{ name: 'Region' }],
  })
})

test('the fields there are come from all mappings, each once', () => {
  const mappings = [[column('Region', 'client'), column('Depot')], [column('Depot')], undefined]
  expect(customFieldsOf(mappings.map((custom) => ({ data: { custom } })))).toEqual([
    { of: 'item', name: 'Depot' },
    { of: 'client', name: 'Region' },
  ])
})
