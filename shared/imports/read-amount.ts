import { cleanCell } from './cell.ts'
import type { Thousands } from './mapping.ts'
import type { RowErrorCode } from './row-error.ts'

export type Decimal = '.' | ','

/** An amount as written: its digits and separators, apart from sign and currency. */
export type WrittenAmount = { negative: boolean; number: string; currency: string | null }

const SIGN = '([-+−–])?'
const WORD = '(\\p{L}{1,5}\\$?|\\p{Sc})?'
const WRITTEN = new RegExp(
  `^(\\()? ?${SIGN} ?${WORD} ?${SIGN} ?([.,]?\\d(?:[\\d.,'’ ]*[\\d.,])?) ?${WORD} ?${SIGN} ?${WORD}(\\))?$`,
  'u',
)
const LONGEST_AMOUNT = 60

/**
 * Takes sign and currency off an amount. Negative is a minus before or after, brackets, or a trailing CR.
 * Null when the text is not an amount at all, for example 1.5E+03.
 */
export function takeApart(cell: string): WrittenAmount | null {
  const text = cleanCell(cell).replace(/\s/g, ' ')
  if (text.length > LONGEST_AMOUNT) return null
  const match = WRITTEN.exec(text)
  if (!match) return null
  const [, open, firstSign, firstWord, secondSign, number = '', secondWord, lastSign, lastWord, close] = match
  if (!open !== !close) return null
  const signs = [firstSign, secondSign, lastSign].filter((sign) => sign !== undefined)
  const words = [firstWord, secondWord, lastWord].filter((word) => word !== undefined)
  const side = words.findIndex((word) => /^(CR|DR)$/i.test(word))
  const isCredit = side >= 0 && /^CR$/i.test(words[side] ?? '')
  if (side >= 0) words.splice(side, 1)
  if (words.length > 1 || signs.length + (open ? 1 : 0) + (side >= 0 ? 1 : 0) > 1) return null
  const isMinus = signs.some((sign) => sign !== '+')
  return { negative: isMinus || open !== undefined || isCredit, number, currency: words[0] ?? null }
}

/** What a written number proves about the decimal sign of its column. */
export type DecimalEvidence = Decimal | 'either' | 'none'

export function decimalEvidence(number: string): DecimalEvidence {
  const separators = number.match(/[.,]/g) ?? []
  const last = separators.at(-1)
  if (last !== '.' && last !== ',') return 'none'
  const other: Decimal = last === '.' ? ',' : '.'
  if (separators.some((separator) => separator !== last)) return last
  if (separators.length > 1) return other
  const at = number.indexOf(last)
  const before = number.slice(0, at)
  const couldGroup = /^[1-9]\d{0,2}$/.test(before) && number.length - at - 1 === 3
  return couldGroup ? 'either' : last
}

/**
 * A written number as integer minor units, by the separators of its column. Exact: digits are moved, never
 * computed. Groups must have three digits (two in the Indian style), so that `9,00` never becomes 900.
 */
export function minorUnits(
  number: string,
  decimal: Decimal,
  thousands: Thousands,
  digits: number,
): { minor: number } | { code: RowErrorCode } {
  const parts = number.split(decimal)
  const [whole = '', fraction = ''] = parts
  if (parts.length > 2) return { code: 'badAmount' }
  if (!isGrouped(whole, decimal, thousands) || !/^\d*$/.test(fraction)) return { code: 'badGrouping' }
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > digits) return { code: 'tooManyDecimals' }
  const minor = Number(whole.replace(/\D/g, '') + kept.padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? { minor } : { code: 'amountTooLarge' }
}

function isGrouped(whole: string, decimal: Decimal, thousands: Thousands): boolean {
  if (/^\d*$/.test(whole)) return true
  const separator = /\D/.exec(whole)?.[0]?.replace('’', "'")
  const allowed = thousands === 'auto' ? [decimal === '.' ? ',' : '.', ' ', "'"] : [thousands]
  if (separator === undefined || !allowed.includes(separator)) return false
  const groups = whole.replaceAll('’', "'").split(separator)
  return groups.every((group, at) => {
    if (!/^\d+$/.test(group)) return false
    if (at === 0) return group.length <= 3
    return at === groups.length - 1 ? group.length === 3 : group.length === 2 || group.length === 3
  })
}
