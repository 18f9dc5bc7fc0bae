import { expect, it } from 'vitest'
import { must } from '../base/must.ts'
import { DEFAULT_TEMPLATES } from '../templates/default-templates.ts'
import { aCompany } from '../testing/a-client-file.ts'
import { nextStage, stagesOf } from './stages.ts'

const [litigation] = DEFAULT_TEMPLATES.filter(({ data }) => data.kind === 'litigation')
const template = must(litigation, 'the template of a litigation')
const short = { ...template, data: { ...template.data, stageIds: ['formalNotice', 'judgment'] } }
const company = aCompany({ settings: [short] })
const opened = { kind: 'litigation' as const, templateId: short.id, stageId: null }
const keysOf = (action: Parameters<typeof stagesOf>[0]) => stagesOf(action, company).map(({ key }) => key)

it('given a template with a part of the stages, then its cases go through these', () => {
  expect(keysOf(opened)).toEqual(['formalNotice', 'judgment'])
  expect(nextStage({ ...opened, stageId: 'formalNotice' }, company)?.key).toBe('judgment')
  expect(nextStage({ ...opened, stageId: 'judgment' }, company)).toBeNull()
})

it('given a case that no template opened, or that is of another kind meanwhile, then all stages of its kind', () => {
  expect(keysOf({ ...opened, templateId: null }).length).toBeGreaterThan(2)
  expect(keysOf({ ...opened, kind: 'dispute' })).toEqual(keysOf({ kind: 'dispute', templateId: null }))
})
