import { type Mapping } from './mapping.ts'
import { BLANK_MAPPING } from './new-mapping.ts'

/** A ledger over time with one row an invoice, month-first dates and no currency column. */
const LATE_PAYMENTS: Mapping = {
  ...BLANK_MAPPING,
  name: 'late-payments',
  source: 'late-payments',
  columns: {
    clientNumber: 'customerID',
    clientName: 'customerID',
    entity: 'countryCode',
    number: 'invoiceNumber',
    issuedOn: 'InvoiceDate',
    dueOn: 'DueDate',
    settledOn: 'SettledDate',
    amount: 'InvoiceAmount',
    status: 'Disputed',
  },
  dates: 'M/D/Y',
  decimal: '.',
  statuses: { Yes: 'dispute' },
  fixed: { currency: 'EUR', entity: null },
  open: 'untilSettled',
}

/** Plain English headers; formats are decided from the file. */
const GENERIC: Mapping = {
  ...BLANK_MAPPING,
  name: 'generic',
  source: 'generic',
  columns: {
    clientNumber: 'Customer number',
    clientName: 'Customer name',
    number: 'Invoice number',
    kind: 'Type',
    currency: 'Currency',
    amount: 'Amount',
    balance: 'Balance',
    issuedOn: 'Invoice date',
    dueOn: 'Due date',
  },
  kinds: {
    Invoice: 'invoice',
    'Credit note': 'creditNote',
    'Credit memo': 'creditNote',
    Payment: 'payment',
    'Debit note': 'otherDebit',
    'Other debit': 'otherDebit',
    'Other credit': 'otherCredit',
  },
}

/** The open items of customers as SAP lists them (FBL5N), fields by their technical names. */
const SAP_OPEN_ITEMS: Mapping = {
  ...BLANK_MAPPING,
  name: 'sap-open-items',
  source: 'sap',
  columns: {
    clientNumber: 'KUNNR',
    clientName: 'NAME1',
    entity: 'BUKRS',
    number: 'XBLNR',
    kind: 'BLART',
    currency: 'WAERS',
    amount: 'WRBTR',
    direction: 'SHKZG',
    issuedOn: 'BLDAT',
    dueOn: 'NETDT',
    status: 'MANSP',
  },
  directions: { S: 'debit', H: 'credit' },
  kinds: {
    RV: 'invoice',
    DR: 'invoice',
    RG: 'creditNote',
    DG: 'creditNote',
    DZ: 'payment',
    ZP: 'payment',
    DA: 'otherDebit',
    AB: 'otherDebit',
    SA: 'otherDebit',
  },
}

/** A French accounting export: semicolons, Windows letters, decimal comma, day first. */
const FRENCH_ERP: Mapping = {
  ...BLANK_MAPPING,
  name: 'french-erp',
  source: 'french-erp',
  encoding: 'auto',
  delimiter: ';',
  columns: {
    clientNumber: 'Code client',
    clientName: 'Nom client',
    entity: 'Société',
    number: 'N° pièce',
    kind: 'Type de pièce',
    currency: 'Devise',
    amount: 'Montant TTC',
    balance: 'Solde',
    issuedOn: 'Date pièce',
    dueOn: 'Date échéance',
  },
  dates: 'D/M/Y',
  decimal: ',',
  kinds: {
    Facture: 'invoice',
    FA: 'invoice',
    Avoir: 'creditNote',
    AV: 'creditNote',
    Règlement: 'payment',
    RG: 'payment',
    Acompte: 'payment',
    'Autre débit': 'otherDebit',
    OD: 'otherDebit',
    'Autre crédit': 'otherCredit',
  },
  fixed: { currency: 'EUR', entity: null },
}

/** The mappings that come with the product. */
export const PRESETS: readonly Mapping[] = [LATE_PAYMENTS, GENERIC, SAP_OPEN_ITEMS, FRENCH_ERP]

export function findPreset(name: string): Mapping | null {
  return PRESETS.find((preset) => preset.name === name) ?? null
}
