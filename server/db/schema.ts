export * from '../people/sign-in-tables.ts'
