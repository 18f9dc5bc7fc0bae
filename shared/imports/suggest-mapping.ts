import { FIELDS, type Field } from './fields.ts'
import type { Mapping } from './mapping.ts'
import { BLANK_MAPPING } from './new-mapping.ts'
import { comparable } from './cell.ts'
import { PRESETS } from './presets.ts'

/**
 * A first mapping for a file that has none: the preset whose columns are all there, else columns picked by the
 * words of their headers. A person checks it before it is used.
 */
export function suggestMapping(headers: readonly string[]): Mapping {
  const present = new Set(headers.map(comparable))
  const preset = PRESETS.find(({ columns }) =>
    Object.values(columns).every((name) => present.has(comparable(name))),
  )
  if (preset) return preset
  const taken = new Set<string>()
  const columns: Mapping['columns'] = {}
  for (const exact of [true, false]) {
    for (const field of FIELDS) {
      if (columns[field]) continue
      const header = pick(field, headers, taken, exact)
      if (header === undefined) continue
      columns[field] = header
      taken.add(header)
    }
  }
  const { clientName, clientNumber } = columns
  if (clientNumber === undefined && clientName !== undefined) columns.clientNumber = clientName
  return { ...BLANK_MAPPING, columns, open: columns.settledOn ? 'untilSettled' : 'listed' }
}

function pick(
  field: Field,
  headers: readonly string[],
  taken: ReadonlySet<string>,
  exact: boolean,
): string | undefined {
  for (const phrase of PHRASES[field]) {
    const words = phrase.split(' ')
    const found = headers.find((header) => {
      if (taken.has(header)) return false
      const headerWords = wordsOf(header)
      return exact ? headerWords.join(' ') === phrase : words.every((word) => headerWords.includes(word))
    })
    if (found !== undefined) return found
  }
  return undefined
}

/** `InvoiceDate`, `invoice_date` and `Invoice date` are the same two words. */
function wordsOf(header: string): string[] {
  const apart = header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  return comparable(apart.replace(/n[°º]/gi, 'no '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Words of headers in English, French and German, the surest first. */
const PHRASES: Record<Field, readonly string[]> = {
  clientNumber: [
    'customer number',
    'customer no',
    'customer id',
    'customer code',
    'cust number',
    'client number',
    'client id',
    'client code',
    'account number',
    'kunnr',
    'code client',
    'no client',
    'numero client',
    'compte client',
    'compte tiers',
    'code tiers',
    'kundennummer',
    'kunden nr',
    'debitor',
    'customer',
    'client',
  ],
  clientName: [
    'customer name',
    'name customer',
    'client name',
    'account name',
    'company name',
    'name1',
    'nom client',
    'raison sociale',
    'intitule',
    'nom',
    'kundenname',
    'firma',
    'name',
  ],
  entity: [
    'company code',
    'business code',
    'entity',
    'bukrs',
    'country code',
    'societe',
    'entite',
    'etablissement',
    'buchungskreis',
  ],
  number: [
    'invoice number',
    'invoice no',
    'invoice id',
    'document number',
    'document no',
    'doc id',
    'reference number',
    'xblnr',
    'belnr',
    'numero facture',
    'no facture',
    'no piece',
    'numero piece',
    'piece ref',
    'numero de piece',
    'rechnungsnummer',
    'belegnummer',
    'invoice',
    'facture',
    'reference',
    'number',
  ],
  kind: [
    'document type',
    'doc type',
    'invoice type',
    'transaction type',
    'blart',
    'type de piece',
    'type piece',
    'belegart',
    'type',
    'kind',
  ],
  currency: [
    'currency',
    'invoice currency',
    'currency code',
    'waers',
    'devise',
    'code devise',
    'wahrung',
    'waehrung',
  ],
  amount: [
    'amount',
    'invoice amount',
    'total amount',
    'gross amount',
    'original amount',
    'wrbtr',
    'dmbtr',
    'montant ttc',
    'montant',
    'betrag',
    'rechnungsbetrag',
    'total',
  ],
  debit: ['debit', 'debit amount', 'montant debit', 'soll'],
  credit: ['credit', 'credit amount', 'montant credit', 'haben'],
  direction: ['debit credit', 'dc', 'd c', 'sens', 'shkzg', 'soll haben'],
  balance: [
    'balance',
    'open amount',
    'total open amount',
    'outstanding',
    'outstanding amount',
    'amount due',
    'balance due',
    'solde',
    'reste du',
    'reste a payer',
    'montant restant',
    'offener betrag',
    'saldo',
  ],
  issuedOn: [
    'invoice date',
    'document date',
    'issue date',
    'posting date',
    'bldat',
    'date facture',
    'date de facture',
    'date piece',
    'piece date',
    'date emission',
    'rechnungsdatum',
    'belegdatum',
    'date',
  ],
  dueOn: [
    'due date',
    'due in date',
    'net due date',
    'netdt',
    'date echeance',
    'echeance',
    'falligkeit',
    'faelligkeit',
    'due',
  ],
  settledOn: [
    'settled date',
    'clear date',
    'clearing date',
    'paid date',
    'payment date',
    'augdt',
    'date lettrage',
    'date let',
    'date reglement',
    'date paiement',
    'ausgleichsdatum',
  ],
  status: ['status', 'disputed', 'dispute', 'dunning block', 'mansp', 'statut', 'litige', 'mahnsperre'],
  collector: [
    'collector',
    'credit controller',
    'account manager',
    'charge de recouvrement',
    'chargee de recouvrement',
    'gestionnaire',
    'sachbearbeiter',
  ],
  email: ['email', 'e mail', 'mail', 'courriel', 'adresse mail'],
  phone: ['phone', 'telephone', 'phone number', 'tel', 'telefon'],
}
