import { cleanCell } from './cell.ts'
import type { Columns } from './columns.ts'
import type { FileRefusal } from './file-refusal.ts'
import type { Field } from './fields.ts'
import type { Mapping } from './mapping.ts'
import { type Decimal, decimalEvidence, takeApart } from './read-amount.ts'
import { type DecidedDateFormat, dateEvidence, dateText } from './read-date.ts'

const DATE_FIELDS = ['issuedOn', 'dueOn', 'settledOn'] as const
const AMOUNT_FIELDS = ['amount', 'debit', 'credit', 'balance'] as const
export type DateField = (typeof DATE_FIELDS)[number]
export type AmountField = (typeof AMOUNT_FIELDS)[number]

/** How each date and amount column of a file is read. */
export type Formats = {
  dates: Partial<Record<DateField, DecidedDateFormat>>
  decimals: Partial<Record<AmountField, Decimal>>
}

/**
 * Decides formats left on `auto`, per column over all rows. A column that proves nothing itself follows its
 * neighbours of the same sort when they agree; a column that still has two readings is refused, never guessed.
 * One odd row must not stop a file: a reading borne out by less than one in a hundred proofs counts as
 * mistakes, which the second pass lists row by row.
 */
export function createSurvey(mapping: Mapping, columns: Columns) {
  const dates = mapping.dates === 'auto' ? tallies(DATE_FIELDS, columns) : []
  const amounts = mapping.decimal === 'auto' ? tallies(AMOUNT_FIELDS, columns) : []
  return {
    /** False when the mapping says everything: the file need not be read twice. */
    isNeeded: dates.length > 0 || amounts.length > 0,
    see(line: number, cells: readonly string[]): void {
      for (const tally of dates) {
        const text = dateText(cleanCell(cells[tally.at]))
        if (text !== '') count(tally, dateEvidence(text), text, line)
      }
      for (const tally of amounts) {
        const written = takeApart(cells[tally.at] ?? '')
        if (written) count(tally, decimalEvidence(written.number), written.number, line)
      }
    },
    decide(): { formats: Formats } | { refusal: FileRefusal } {
      const formats: Formats = { dates: {}, decimals: {} }
      const { dates: dateFormat, decimal } = mapping
      if (dateFormat !== 'auto') for (const field of DATE_FIELDS) formats.dates[field] = dateFormat
      if (decimal !== 'auto') for (const field of AMOUNT_FIELDS) formats.decimals[field] = decimal
      const refusal = decideDates(dates, formats) ?? decideDecimals(amounts, formats)
      return refusal ? { refusal } : { formats }
    },
  }
}

type Sample = { text: string; line: number }
type Tally<F extends Field> = {
  field: F
  at: number
  header: string
  counts: Map<string, number>
  samples: Map<string, Sample>
}

function tallies<F extends Field>(fields: readonly F[], columns: Columns): Tally<F>[] {
  return fields.flatMap((field) => {
    const column = columns[field]
    return column
      ? [{ field, ...column, counts: new Map<string, number>(), samples: new Map<string, Sample>() }]
      : []
  })
}

function count<F extends Field>(tally: Tally<F>, evidence: string, text: string, line: number): void {
  tally.counts.set(evidence, (tally.counts.get(evidence) ?? 0) + 1)
  if (!tally.samples.has(evidence)) tally.samples.set(evidence, { text, line })
}

function decideDates(all: Tally<DateField>[], formats: Formats): FileRefusal | null {
  const open: Tally<DateField>[] = []
  for (const tally of all) {
    const verdict = prevailing(tally, ['Y-M-D', 'YYYYMMDD', 'excel', 'D/M/Y', 'M/D/Y'] as const)
    if (verdict === 'mixed') return { code: 'datesMixed', ...twoSamples(tally, ['either', 'same', 'none']) }
    if (verdict !== null) formats.dates[tally.field] = verdict
    const betweenOrders = verdict === null || (verdict !== 'D/M/Y' && verdict !== 'M/D/Y')
    const unclear = tally.counts.get('either') ?? 0
    if (verdict === null) open.push(tally)
    else if (betweenOrders && unclear * 100 > (tally.counts.get(verdict) ?? 0)) {
      return { code: 'datesMixed', ...twoSamples(tally, ['same', 'none']) }
    }
  }
  const orders = new Set(
    Object.values(formats.dates).filter((format) => format === 'D/M/Y' || format === 'M/D/Y'),
  )
  const [common] = orders.size === 1 ? orders : []
  for (const tally of open) {
    const unclear = tally.samples.get('either')
    if (!common && unclear) {
      return { code: 'datesUndecided', column: tally.header, sample: unclear.text, line: unclear.line }
    }
    formats.dates[tally.field] = common ?? 'D/M/Y'
  }
  return null
}

function decideDecimals(all: Tally<AmountField>[], formats: Formats): FileRefusal | null {
  const open: Tally<AmountField>[] = []
  for (const tally of all) {
    const verdict = prevailing(tally, ['.', ','] as const)
    if (verdict === 'mixed') return { code: 'amountsMixed', ...twoSamples(tally, ['either', 'none']) }
    if (verdict === null) open.push(tally)
    else formats.decimals[tally.field] = verdict
  }
  const signs = new Set(Object.values(formats.decimals))
  const [common] = signs.size === 1 ? signs : []
  for (const tally of open) {
    const unclear = tally.samples.get('either')
    if (!common && unclear) {
      return { code: 'amountsUndecided', column: tally.header, sample: unclear.text, line: unclear.line }
    }
    formats.decimals[tally.field] = common ?? '.'
  }
  return null
}

/** The reading nearly all proofs of a column agree on; null without proofs. */
function prevailing<F extends Field, V extends string>(
  tally: Tally<F>,
  readings: readonly V[],
): V | 'mixed' | null {
  let best: V | null = null
  let bestCount = 0
  let proofs = 0
  for (const reading of readings) {
    const seen = tally.counts.get(reading) ?? 0
    proofs += seen
    if (seen > bestCount) [best, bestCount] = [reading, seen]
  }
  return (proofs - bestCount) * 100 > proofs ? 'mixed' : best
}

function twoSamples<F extends Field>(
  tally: Tally<F>,
  without: string[],
): { column: string; samples: [string, string]; lines: [number, number] } {
  const [first, second] = [...tally.samples]
    .filter(([evidence]) => !without.includes(evidence))
    .map(([, sample]) => sample)
  const [a, b] = [first ?? second, second ?? first]
  return {
    column: tally.header,
    samples: [a?.text ?? '', b?.text ?? ''],
    lines: [a?.line ?? 0, b?.line ?? 0],
  }
}
