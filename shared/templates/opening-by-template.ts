import type { Client } from '../clients/client.ts'
import type { Company } from '../company/company.ts'
import type { Status, Template } from '../company/settings.ts'
import { wordIn } from '../company/words.ts'
import type { Item } from '../items/item.ts'
import { HOLDS_ALL } from '../people/person.ts'
import type { Language } from '../people/preferences.ts'
import { currencyDigits } from '../base/amount.ts'
import { filled } from './filled.ts'
import type { NameVariable } from './template.ts'

const LONGEST_NAME = 200

/** What a name is made of. */
export type Named = {
  status: Status | null
  reasonId: string | null
  items: readonly Item[]
  client: Pick<Client, 'name'>
  company: Company
}

/** The name a template gives, its variables filled in. */
export function templateName({ data }: Template, named: Named, language: Language): string {
  const name = wordIn(data.name, language)
  const values = nameValues(named, name, language)
  const text = filled(withoutEmpty(wordIn(data.namePattern, language), values), values)
  return (text.replace(/\s+/g, ' ').trim() || name).slice(0, LONGEST_NAME).replace(HALF_A_CHARACTER, '')
}

/** A cut through a character of two halves leaves none of it. */
const HALF_A_CHARACTER = /[\uD800-\uDBFF]$/

/** The pattern without the variables that stand for nothing, nor what set them off from the others. */
function withoutEmpty(pattern: string, values: Readonly<Record<string, string>>): string {
  const left = pattern.replace(/[\s,;:·–-]*\{([A-Za-z]+)\}/g, (written, name: string) =>
    Object.hasOwn(values, name) && values[name] === '' ? '' : written,
  )
  return left.replace(/\(\s*\)|\[\s*\]/g, '').replace(/^[\s,;:·–-]+|[\s,;:·–-]+$/g, '')
}

function nameValues(
  { status, reasonId, items, client, company }: Named,
  name: string,
  language: Language,
): Record<NameVariable, string> {
  const reason = reasonId === null ? undefined : company.settings.get(reasonId)
  const reasonWords = reason?.kind === 'reason' ? wordIn(reason.data.name, language) : ''
  const [first] = items
  const oldest = items.reduce<string>((due, item) => (!due || item.dueOn < due ? item.dueOn : due), '')
  return {
    status: status ? statusLabel(status, reasonId, company, language) : reasonWords || name,
    reason: reasonWords,
    number: first ? first.number + (items.length > 1 ? ` +${items.length - 1}` : '') : '',
    count: String(items.length),
    client: client.name,
    amount: amountText(items),
    due: oldest,
  }
}

/** A reason somebody named says more than the status; the status' own reason is in its name already. */
function statusLabel(status: Status, reasonId: string | null, company: Company, language: Language): string {
  const reason = reasonId === null ? undefined : company.settings.get(reasonId)
  const isTelling =
    reason?.kind === 'reason' &&
    reason.id !== status.data.presetReasonId &&
    reason.id !== company.reasonNotKnownId
  return wordIn(isTelling ? reason.data.name : status.data.name, language)
}

/** Largest sum of one currency, as `1234.50 EUR`: phone and server must make the same text. */
function amountText(items: readonly Item[]): string {
  const sums = new Map<string, number>()
  for (const { currency, balanceMinor } of items) sums.set(currency, (sums.get(currency) ?? 0) + balanceMinor)
  const [largest] = [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  if (!largest) return ''
  const [currency, minor] = largest
  const digits = currencyDigits(currency)
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`
}

/**
 * Who owns what a template opens. Whoever opens it; the books and the rules are nobody, and those who run the company open
 * for the client's collector. Without a collector it goes to sales, then to those who run the company. Null: nobody works here.
 */
export function templateOwner(
  { data }: Template,
  by: string,
  client: Client,
  company: Company,
): string | null {
  const active = (id: string | null) => {
    const person = id === null ? undefined : company.people.get(id)
    return person?.active ? person : null
  }
  const opener = active(by)
  const collector = active(client.collectorId)
  const named = data.owner.by === 'person' ? active(data.owner.personId) : null
  if (named) return named.id
  if (data.owner.by === 'opener' && opener)
    return HOLDS_ALL[opener.role] && collector ? collector.id : opener.id
  const inCharge = collector ?? opener ?? active(client.salesId)
  return inCharge?.id ?? firstInCharge(company)
}

function firstInCharge({ people }: Company): string | null {
  const ids = (role: string) =>
    [...people.values()].filter((person) => person.active && person.role === role).map(({ id }) => id)
  return [...ids('creditManager').sort(), ...ids('administrator').sort()][0] ?? null
}

/** The resolver a template names; one who has left is none, and assignment is the server's. */
export function templateResolver({ data }: Template, company: Company): string | null {
  const { by, personId } = data.resolver
  return by === 'person' && personId !== null && company.people.get(personId)?.active ? personId : null
}
