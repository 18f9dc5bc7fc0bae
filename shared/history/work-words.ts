import type { HistoryRow } from '../journal/history.ts'
import type { KindName } from '../journal/kinds.ts'
import { wordIn } from '../company/words.ts'
import { ANSWERS } from '../validations/validation.ts'
import { type ChangeLine, textOf } from './field-words.ts'
import { type Reader, personName, settingName } from './reader.ts'

type Tell = (row: HistoryRow, reader: Reader) => { headline: string; lines?: ChangeLine[] }

type WorkKind = Extract<
  KindName,
  | `validation.${string}`
  | `creditNote.${string}`
  | `participant.${string}`
  | 'stage.moved'
  | 'decision.recorded'
>

/** What is worked out in a case in words: questions and answers, credit notes, stages, who takes part, decisions. */
export const TELL_WORK: Record<WorkKind, Tell> = {
  'validation.asked': told((_row, { t }) => t('history.told.validation.asked')),
  'validation.answered': told(answeredWords),
  'validation.explained': told((_row, { t }) => t('history.told.validation.explained')),
  'validation.withdrawn': told((_row, { t }) => t('history.told.validation.withdrawn')),
  'validation.late': told(({ details }, { t }) =>
    details.escalated === true
      ? t('history.told.validation.escalated')
      : t('history.told.validation.late', { n: Number(details.reminder ?? 1) }),
  ),
  'validation.forgotten': told((_row, { t }) => t('history.told.validation.forgotten')),
  'creditNote.requested': told((row, reader) =>
    reader.t('history.told.creditNote.requested', { amount: amountOf(row, reader) }),
  ),
  'creditNote.changed': told((row, reader) =>
    reader.t('history.told.creditNote.changed', { amount: amountOf(row, reader) }),
  ),
  'creditNote.withdrawn': told((_row, { t }) => t('history.told.creditNote.withdrawn')),
  'creditNote.matched': (row, reader) => ({
    headline: reader.t(`history.told.creditNote.${row.details.undone === true ? 'unmatched' : 'matched'}`, {
      number: textOf(row.details.creditNote) ?? '',
      amount: amountOf(row, reader),
    }),
  }),
  'stage.moved': (row, reader) => ({
    headline: reader.t('history.told.stage', { stage: stageName(row, reader) }),
  }),
  'participant.added': told((row, reader) =>
    reader.t('history.told.participantAdded', { name: participantName(row, reader) }),
  ),
  'participant.removed': told((row, reader) =>
    reader.t('history.told.participantRemoved', { name: participantName(row, reader) }),
  ),
  'decision.recorded': told((_row, { t }) => t('history.told.decision')),
}

/** The headline says it all: the work itself stands on the page of the case. */
function told(words: (row: HistoryRow, reader: Reader) => string): Tell {
  return (row, reader) => ({ headline: words(row, reader), lines: [] })
}

function answeredWords({ details }: HistoryRow, { t }: Reader): string {
  const answer = ANSWERS.find((name) => name === details.answer) ?? 'approved'
  const words = t(`history.told.validation.answer.${answer}`)
  const [level, levels] = [Number(details.level ?? 1), Number(details.levels ?? 1)]
  return levels > 1 ? t('history.told.validation.ofLevels', { words, level, levels }) : words
}

function amountOf({ details }: HistoryRow, { format, company }: Reader): string {
  return format.amount(Number(details.amountMinor ?? 0), textOf(details.currency) ?? company.currency)
}

function stageName({ details }: HistoryRow, { company, language }: Reader): string {
  const key = textOf(details.stage) ?? ''
  const kind = Object.values(company.caseKinds).find(({ data }) => data.kind === details.kind)
  const stage = kind?.data.stages.find((one) => one.key === key)
  return stage ? wordIn(stage.name, language) : key
}

function participantName({ details }: HistoryRow, reader: Reader): string {
  const id = textOf(details.id) ?? ''
  if (details.type === 'department') return settingName(id, reader)
  if (details.type === 'contact')
    return (
      reader.file?.contacts.find((contact) => contact.id === id)?.name ?? reader.t('history.who.somebody')
    )
  return personName(id, reader)
}
