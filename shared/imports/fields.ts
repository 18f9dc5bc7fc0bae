/** What a column of a file may hold. */
export const FIELDS = [
  'clientNumber',
  'clientName',
  'entity',
  'number',
  'kind',
  'currency',
  'amount',
  'debit',
  'credit',
  'direction',
  'balance',
  'issuedOn',
  'dueOn',
  'settledOn',
  'status',
  'collector',
  'email',
  'phone',
] as const
export type Field = (typeof FIELDS)[number]
