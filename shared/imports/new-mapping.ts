import type { Field } from './fields.ts'
import type { Mapping } from './mapping.ts'

/** A mapping that decides everything it can from the file; start from here. */
export const BLANK_MAPPING: Mapping = {
  name: 'new',
  source: 'ledger',
  encoding: 'auto',
  delimiter: 'auto',
  skipLines: 0,
  columns: {},
  dates: 'auto',
  decimal: 'auto',
  thousands: 'auto',
  sign: 'byKind',
  directions: {},
  kinds: {},
  statuses: {},
  fixed: { currency: null, entity: null },
  open: 'listed',
  termsDays: null,
}

/** Fields a mapping must name before a file can be read with it; empty when it is complete. */
export function fieldsStillNeeded(mapping: Mapping): Field[] {
  const { columns } = mapping
  const needed: Field[] = []
  for (const field of ['clientNumber', 'number', 'issuedOn'] as const) if (!columns[field]) needed.push(field)
  const twoSides = columns.debit && columns.credit
  if (!columns.amount && !columns.balance && !twoSides) needed.push('amount')
  if (!columns.currency && !mapping.fixed.currency) needed.push('currency')
  if (!columns.dueOn && mapping.termsDays === null) needed.push('dueOn')
  if (!columns.settledOn && mapping.open === 'untilSettled') needed.push('settledOn')
  return needed
}
