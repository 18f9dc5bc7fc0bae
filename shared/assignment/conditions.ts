import type { Client } from '../clients/client.ts'
import type { Item } from '../items/item.ts'
import type { AskedField, Condition } from './criteria.ts'

/** What conditions are asked of: a client, and for a dispute its items, reason and amount. */
export type Asked = {
  client: Client
  items: readonly Item[]
  reasonId: string | null
  /** In the company's currency, minor units; null where nothing is known of it. */
  amountMinor: number | null
}

/** Whether all conditions hold. Of several items one that fits is enough. */
export function meets(conditions: readonly Condition[], asked: Asked): boolean {
  return conditions.every((condition) => {
    if (condition.type === 'amount') {
      const { fromMinor, toMinor } = condition
      const { amountMinor } = asked
      return (
        amountMinor !== null &&
        (fromMinor === null || amountMinor >= fromMinor) &&
        (toMinor === null || amountMinor <= toMinor)
      )
    }
    const values = valuesOf(condition, asked)
    return condition.is.some((pattern) => values.some((value) => fits(pattern, value)))
  })
}

/** The same of a client alone. */
export function meetsClient(conditions: readonly Condition[], client: Client): boolean {
  return meets(conditions, { client, items: [], reasonId: null, amountMinor: null })
}

function valuesOf(condition: Exclude<Condition, { type: 'amount' }>, asked: Asked): string[] {
  if (condition.type === 'custom') {
    const rows = condition.of === 'client' ? [asked.client] : asked.items
    return rows.flatMap(({ fields }) =>
      Object.hasOwn(fields, condition.name) ? (fields[condition.name] ?? []) : [],
    )
  }
  return FIELDS[condition.field](asked).filter((value) => value !== null)
}

const FIELDS: Record<AskedField, (asked: Asked) => (string | null)[]> = {
  'client.number': ({ client }) => [client.number],
  'client.name': ({ client }) => [client.name],
  'client.entity': ({ client }) => [client.entity],
  'client.collectorId': ({ client }) => [client.collectorId],
  'client.salesId': ({ client }) => [client.salesId],
  'item.number': ({ items }) => items.map(({ number }) => number),
  'item.kind': ({ items }) => items.map(({ kind }) => kind),
  'item.entity': ({ items }) => items.map(({ entity }) => entity),
  'item.currency': ({ items }) => items.map(({ currency }) => currency),
  reasonId: ({ reasonId }) => [reasonId],
  statusId: ({ items }) => items.map(({ statusId }) => statusId),
}

function fits(pattern: string, value: string): boolean {
  const asked = pattern.trim().toLowerCase()
  const is = value.trim().toLowerCase()
  return asked.endsWith('*') ? is.startsWith(asked.slice(0, -1)) : is === asked
}
