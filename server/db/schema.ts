export * from '../clients/tables.ts'
export * from '../company/tables.ts'
export * from '../journal/tables.ts'
export * from '../people/sign-in-tables.ts'
