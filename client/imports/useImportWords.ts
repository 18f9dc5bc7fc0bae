import type { FileRefusal } from '#shared/imports/file-refusal.ts'
import type { GuardReason } from '#shared/imports/import-guard.ts'
import type { Field } from '#shared/imports/fields.ts'
import type { RowError } from '#shared/imports/row-error.ts'
import { useCallWords } from '../session/useCallWords.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import type { Trouble } from './useImport.ts'

/** Everything an import may have to say, in the reader's language. */
export function useImportWords() {
  const { t } = useWords()
  const { day, number } = useFormat()
  const { callText } = useCallWords()
  const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ')
  const fieldName = (field: Field) => t(`imports.field.${field}`)

  function rowErrorText({ code, params }: RowError): { reason: string; remedy: string } {
    return {
      reason: t(`imports.rowError.${code}.reason`, params),
      remedy: t(`imports.rowError.${code}.remedy`, params),
    }
  }

  function refusalText(refusal: FileRefusal): string {
    const { code } = refusal
    switch (code) {
      case 'empty':
      case 'noRows':
      case 'workbook':
        return t(`imports.refusal.${code}`)
      case 'oneColumn':
        return t('imports.refusal.oneColumn', { header: refusal.header })
      case 'lineTooLong':
        return t('imports.refusal.lineTooLong', { byte: number(refusal.fromByte) })
      case 'notInEncoding':
        return t('imports.refusal.notInEncoding', { encoding: refusal.encoding })
      case 'fieldsNotMapped':
        return t('imports.refusal.fieldsNotMapped', { fields: refusal.fields.map(fieldName).join(', ') })
      case 'statusesUnknown':
        return t('imports.refusal.statusesUnknown', { keys: list(refusal.keys) })
      case 'columnsMissing':
        return t('imports.refusal.columnsMissing', { columns: list(refusal.columns) })
      case 'namelessField':
      case 'reservedField':
      case 'twiceField':
        return t(`imports.refusal.${code}`, { name: refusal.name, column: refusal.column })
      case 'datesUndecided':
      case 'amountsUndecided':
        return t(`imports.refusal.${code}`, {
          column: refusal.column,
          line: refusal.line,
          sample: refusal.sample,
        })
      case 'datesMixed':
      case 'amountsMixed':
        return t(`imports.refusal.${code}`, {
          column: refusal.column,
          line1: refusal.lines[0],
          sample1: refusal.samples[0],
          line2: refusal.lines[1],
          sample2: refusal.samples[1],
        })
    }
  }

  function guardText(reason: GuardReason): string {
    switch (reason.code) {
      case 'closesMuch':
        return t('imports.guard.closesMuch', { closing: number(reason.closing), open: number(reason.open) })
      case 'entitiesAbsent':
        return t('imports.guard.entitiesAbsent', {
          entities: list(reason.entities.map((entity) => entity ?? t('imports.guard.noEntity'))),
        })
      case 'earlierThanLast':
        return t('imports.guard.earlierThanLast', { day: day(reason.lastDay, 'long') })
      case 'numbersIllegible':
        return t('imports.guard.numbersIllegible', {
          rows: number(reason.rows),
          absent: number(reason.absent),
        })
    }
  }

  function troubleText(trouble: Trouble): string {
    if (trouble.type === 'refusal') return refusalText(trouble.refusal)
    const { called } = trouble
    if (called.type === 'problem') {
      if (called.problem.code === 'conflict') return t('imports.busy')
      if (called.problem.code === 'not-found') return t('imports.fileGone')
      if (called.problem.code === 'too-large') return t('imports.tooLarge')
    }
    return callText(called)
  }
  return { fieldName, rowErrorText, refusalText, guardText, troubleText }
}
