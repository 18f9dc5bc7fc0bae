import type { ClientFile } from '../clients/client-file.ts'
import type { Entry } from './entry.ts'

/**
 * The entry with the real case in place of ids that stand for it: an opening that was joined to a case left its
 * predicted id with that case, and later entries made on a device that did not know name it. The same entry when it
 * names none.
 */
export function withRealCases(entry: Entry, file: ClientFile): Entry {
  let real: Map<string, string> | null = null
  for (const { id, aliases } of file.actions) for (const alias of aliases) (real ??= new Map()).set(alias, id)
  if (!real) return entry
  const data = replaced(entry.data, real)
  return data === entry.data ? entry : { ...entry, data }
}

function replaced(value: unknown, real: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return real.get(value) ?? value
  if (Array.isArray(value)) {
    const items: unknown[] = value
    const next = items.map((item) => replaced(item, real))
    return next.some((item, at) => item !== items[at]) ? next : value
  }
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value)
  const next = fields.map(([key, field]): [string, unknown] => [key, replaced(field, real)])
  return next.some(([, field], at) => field !== fields[at]?.[1]) ? Object.fromEntries(next) : value
}
