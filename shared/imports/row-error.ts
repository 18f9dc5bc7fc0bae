/** Why a row is refused. A closed list: screens translate by code, `describeRowError` says it in English. */
export type RowErrorCode =
  | 'missing'
  | 'tooLong'
  | 'shortened'
  | 'badDate'
  | 'noSuchDay'
  | 'badAmount'
  | 'badGrouping'
  | 'tooManyDecimals'
  | 'amountTooLarge'
  | 'unknownCurrency'
  | 'currencyMismatch'
  | 'unknownKind'
  | 'unknownDirection'
  | 'contradictoryDirection'
  | 'bothSides'
  | 'noDueDate'
  | 'cellCount'
  | 'openQuote'
  | 'strayQuote'
  | 'duplicate'
  | 'otherClient'
  | 'notTaken'
  | 'notClosed'

/** The line of an error that concerns an open item the file does not have. */
export const NOT_IN_THE_FILE = 0

export type RowError = {
  line: number
  /** Header of the column, or null when the row as a whole is at fault. */
  column: string | null
  value: string
  code: RowErrorCode
  params: Readonly<Record<string, string>>
}

/** The error in one sentence, and what to do about it. */
export function describeRowError(error: RowError): { reason: string; remedy: string } {
  return SENTENCES[error.code](error.params)
}

type Sentence = (params: Readonly<Record<string, string>>) => { reason: string; remedy: string }

const SENTENCES: Record<RowErrorCode, Sentence> = {
  missing: () => ({
    reason: 'The cell is empty.',
    remedy: 'Fill it in at the source; this column is needed in every row.',
  }),
  tooLong: ({ limit }) => ({
    reason: `The text is longer than ${limit} characters.`,
    remedy: 'Check the quotes around it, or map another column.',
  }),
  shortened: () => ({
    reason: 'A spreadsheet has turned this number into a power of ten; its digits are lost.',
    remedy: 'Export again without opening the file in a spreadsheet, or format the column as text first.',
  }),
  badDate: ({ format }) => ({
    reason: `This is not a date written ${format}.`,
    remedy: 'Correct the date, or choose another date format in the mapping.',
  }),
  noSuchDay: ({ format }) => ({
    reason: `Read as ${format}, this day does not exist.`,
    remedy: 'Correct the date, or choose another date format in the mapping.',
  }),
  badAmount: () => ({
    reason: 'This is not an amount.',
    remedy: 'Write digits with one decimal sign, with a minus or brackets if negative.',
  }),
  badGrouping: ({ decimal }) => ({
    reason: `With ${decimal} as decimal sign, the other separators do not stand before three digits.`,
    remedy: 'Correct the amount, or choose another decimal sign in the mapping.',
  }),
  tooManyDecimals: ({ currency, digits }) => ({
    reason: `${currency} has ${digits} decimals; this amount has more.`,
    remedy:
      'Round it at the source: amounts are never rounded here. Check the decimal sign of the mapping, too.',
  }),
  amountTooLarge: () => ({
    reason: 'The amount is too large to be kept exactly.',
    remedy: 'Check the separators and the column.',
  }),
  unknownCurrency: () => ({
    reason: 'This is not a currency of ISO 4217.',
    remedy: 'Write a code such as EUR, or give a fixed currency in the mapping.',
  }),
  currencyMismatch: ({ currency }) => ({
    reason: `The amount names another currency than the row, which is in ${currency}.`,
    remedy: 'Correct one of them, or map the currency column.',
  }),
  unknownKind: () => ({
    reason: 'The mapping does not know this kind of item.',
    remedy: 'Say in the mapping whether it is an invoice, credit note, payment, other debit or other credit.',
  }),
  unknownDirection: () => ({
    reason: 'The mapping does not say whether this means debit or credit.',
    remedy: 'Add the value to the mapping.',
  }),
  contradictoryDirection: () => ({
    reason: 'The row says debit, its amount is negative.',
    remedy: 'Correct it at the source, or map the amount without the direction column.',
  }),
  bothSides: () => ({
    reason: 'Debit and credit are both filled in.',
    remedy: 'Correct it at the source: one of the two must be empty or zero.',
  }),
  noDueDate: () => ({
    reason: 'The row has no due date.',
    remedy: 'Fill it in at the source, or give payment terms in the mapping.',
  }),
  cellCount: ({ found, expected }) => ({
    reason: `The row has ${found} cells, the header ${expected}.`,
    remedy: 'Look for a delimiter or a line break inside a text; such a text must stand in quotes.',
  }),
  openQuote: () => ({
    reason: 'A quote is opened and never closed.',
    remedy: 'Close it, or double it if it belongs to the text.',
  }),
  strayQuote: () => ({
    reason: 'There is text after a closing quote.',
    remedy: 'Double the quotes that belong to the text.',
  }),
  duplicate: ({ line }) => ({
    reason: `Line ${line} has the same item: number, kind and entity are alike.`,
    remedy:
      'Only the first row was taken. Remove the other at the source, or map the column that tells them apart.',
  }),
  otherClient: ({ client }) => ({
    reason: `This item belongs to client ${client} here; a row cannot move it to another.`,
    remedy: 'Correct the client number, or map the column that tells the two items apart.',
  }),
  notTaken: ({ reference }) => ({
    reason: `The row could not be kept (reference ${reference}).`,
    remedy: 'Import the file again; if that does not help, give the reference to your administrator.',
  }),
  notClosed: ({ reference }) => ({
    reason: `The file no longer has this open item, but it could not be closed (reference ${reference}).`,
    remedy: 'Import the file again; if that does not help, give the reference to your administrator.',
  }),
}
