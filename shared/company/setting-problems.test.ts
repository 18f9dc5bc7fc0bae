import { describe, expect, it } from 'vitest'
import { must } from '../base/must.ts'
import { aCompanyWithDepartments } from '../testing/work-entries.ts'
import { anEntry } from '../testing/entries.ts'
import { BLANK_MAPPING } from '../imports/new-mapping.ts'
import { decideOnCompany } from '../journal/decide.ts'
import { NOW } from '../testing/a-client-file.ts'
import type { Asked } from '../validations/validation.ts'
import { DEFAULT_VALIDATION_RULE } from './default-case-rules.ts'
import { settingProblem } from './setting-problems.ts'
import type { Setting, ValidationRule } from './settings.ts'

const company = aCompanyWithDepartments()
const problem = (setting: Setting) => settingProblem(setting, company)
const kind = company.caseKinds.litigation
const MANAGERS: Asked = { type: 'role', id: 'creditManager' }

describe('how a kind of follow-up is run', () => {
  it('keeps its stages, in any order, retired or renamed', () => {
    const [first, ...others] = kind.data.stages
    const kept = [...others, { ...must(first, 'a stage'), active: false }]
    expect(problem({ ...kind, data: { ...kind.data, stages: kept } })).toBeNull()
    expect(problem({ ...kind, data: { ...kind.data, stages: others } })?.field).toBe(
      'data.setting.data.stages',
    )
    const twice = [...kind.data.stages, must(first, 'a stage')]
    expect(problem({ ...kind, data: { ...kind.data, stages: twice } })?.field).toBe(
      'data.setting.data.stages.5.key',
    )
  })

  it('has one row, never removed', () => {
    expect(problem({ ...kind, removed: true })?.field).toBe('data.setting.removed')
    expect(problem({ ...kind, id: 'caseKind.dispute' })?.field).toBe('data.setting.id')
  })
})

describe('a department', () => {
  const department = (id: string) =>
    must(
      company.departments.find((one) => one.id === id),
      id,
    )

  it('somebody is in, or that is asked, is retired, not removed', () => {
    for (const id of ['department.logistics', 'department.salesAdministration']) {
      expect(problem({ ...department(id), removed: true })?.field).toBe('data.setting.removed')
      const { data, ...row } = department(id)
      expect(problem({ ...row, data: { ...data, active: false } })).toBeNull()
    }
    expect(problem({ ...department('department.legal'), removed: true })).toBeNull()
  })
})

describe('the levels of validations', () => {
  const rule = (fields: Partial<ValidationRule>): Setting => ({
    id: 'validationRule',
    kind: 'validationRule',
    data: { ...DEFAULT_VALIDATION_RULE, ...fields },
    removed: false,
    version: 0,
  })
  const upTo = (upToMinor: number | null, asked: Asked[] = [MANAGERS]) => ({ upToMinor, asked })

  it('ascend, and the last alone has no limit', () => {
    expect(problem(rule({}))).toBeNull()
    const field = (...levels: ValidationRule['levels']) => problem(rule({ levels }))?.field
    expect(field(upTo(null))).toBeUndefined()
    expect(field(upTo(500), upTo(500), upTo(null))).toBe('data.setting.data.levels.1.upToMinor')
    expect(field(upTo(0), upTo(null))).toBe('data.setting.data.levels.0.upToMinor')
    expect(field(upTo(500))).toBe('data.setting.data.levels.0.upToMinor')
    expect(field(upTo(null), upTo(null))).toBe('data.setting.data.levels.0.upToMinor')
  })

  it('ask nobody who has left, and no department there is not', () => {
    const gone: Asked = { type: 'person', id: 'gone' }
    expect(problem(rule({ levels: [upTo(null, [MANAGERS, gone])] }))?.field).toBe(
      'data.setting.data.levels.0.asked.1',
    )
    const none: Asked = { type: 'department', id: 'department.none' }
    expect(problem(rule({ escalateTo: [none] }))?.field).toBe('data.setting.data.escalateTo.0')
  })

  it('are one row, and what is wrong with it is refused', () => {
    expect(problem({ ...rule({}), id: 'another' })?.field).toBe('data.setting.id')
    const setting = { ...rule({}), removed: true }
    const context = { company, at: NOW, occurred: NOW, historyOf: () => [] }
    const entry = anEntry('setting.saved', { setting }, { by: 'administrator' })
    expect(decideOnCompany(entry, context).decision).toMatchObject({
      type: 'refused',
      refusal: { type: 'invalid', field: 'data.setting.removed' },
    })
  })
})

describe('a mapping', () => {
  it('names each field of the company’s own once, and by no name a field has already', () => {
    const saved = (...names: string[]): Setting => ({
      id: 'mapping.own',
      kind: 'mapping',
      data: { ...BLANK_MAPPING, custom: names.map((name) => ({ column: name, of: 'item', name })) },
      removed: false,
      version: 0,
    })
    expect(problem(saved('Cost centre', 'Project'))).toBeNull()
    expect(problem(saved('Cost centre', 'cost centre'))).toMatchObject({
      field: 'data.setting.data.custom.1.name',
      because: 'fieldTwice',
    })
    expect(problem(saved('balance'))?.because).toBe('fieldReserved')
    expect(problem(saved(' '))?.because).toBe('fieldNameless')
  })
})
