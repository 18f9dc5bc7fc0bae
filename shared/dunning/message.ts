/** What the text of a scenario step may name. */
export const MESSAGE_VARIABLES = [
  'client',
  'clientNumber',
  'items',
  'count',
  'amount',
  'due',
  'me',
  'company',
  'today',
] as const
export type MessageVariable = (typeof MESSAGE_VARIABLES)[number]
