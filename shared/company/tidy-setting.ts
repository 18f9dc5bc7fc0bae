import type { Setting } from './settings.ts'
import type { Words } from './words.ts'

/** A setting as it is kept of what was typed: without blanks around words, and without the languages left blank. */
export function tidySetting<S extends Setting>(setting: S): S
export function tidySetting(setting: Setting): Setting {
  switch (setting.kind) {
    case 'caseKind': {
      const stages = setting.data.stages.map((stage) => ({ ...stage, name: tidyWords(stage.name) }))
      return { ...setting, data: { ...setting.data, name: tidyWords(setting.data.name), stages } }
    }
    case 'reason': {
      const { peppol, un4465, french } = setting.data
      const codes = { peppol: tidyCode(peppol), un4465: tidyCode(un4465), french: tidyCode(french) }
      return { ...setting, data: { ...setting.data, ...codes, name: tidyWords(setting.data.name) } }
    }
    case 'rootCause':
      return { ...setting, data: { ...setting.data, name: tidyWords(setting.data.name) } }
    case 'resolution':
      return { ...setting, data: { ...setting.data, name: tidyWords(setting.data.name) } }
    case 'department':
      return { ...setting, data: { ...setting.data, name: tidyWords(setting.data.name) } }
    case 'template':
      return {
        ...setting,
        data: {
          ...setting.data,
          name: tidyWords(setting.data.name),
          namePattern: tidyWords(setting.data.namePattern),
          checklist: setting.data.checklist.map(tidyWords),
        },
      }
    case 'status':
      return { ...setting, data: { ...setting.data, name: tidyWords(setting.data.name) } }
    case 'scenario': {
      const steps = setting.data.steps.map((step) => ({ ...step, name: tidyWords(step.name) }))
      return { ...setting, data: { ...setting.data, name: tidyWords(setting.data.name), steps } }
    }
    case 'messageTemplate': {
      const { name, subject, body } = setting.data
      const words = { name: tidyWords(name), subject: tidyWords(subject), body: tidyWords(body) }
      return { ...setting, data: { ...setting.data, ...words } }
    }
    case 'scenarioRule':
    case 'assignmentRule':
    case 'company':
    case 'exchangeRate':
    case 'mapping':
    case 'promiseRule':
    case 'planRule':
    case 'validationRule':
    case 'documentRule':
      return setting
  }
}

function tidyWords(words: Words): Words {
  return Object.fromEntries(
    Object.entries(words).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()]] : [])),
  )
}

function tidyCode(code: string | null): string | null {
  return code?.trim().toUpperCase() || null
}
