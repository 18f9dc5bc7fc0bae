import postgres from 'postgres'
import { inject } from 'vitest'
import { openDatabase, type Database } from '../db/open.ts'
import { databaseUrl } from './start-postgres.ts'

export const testEngine = process.env['TEST_ENGINE'] === 'postgres' ? 'postgres' : 'pglite'

let opened: Promise<Database> | undefined

/**
 * The database of this test worker, on the engine of the running project (`pg:pglite` or `pg:postgres`). It is shared by
 * all files of the worker and never emptied: each test makes a company of its own.
 */
export function testDatabase(): Promise<Database> {
  opened ??= testEngine === 'pglite' ? openDatabase({ memory: true }) : freshPostgresDatabase()
  return opened
}

/** The address of a new empty database that already has the tables; dropped when the run ends. */
export async function freshPostgresUrl(): Promise<string> {
  const { url, template } = inject('postgresTemplate')
  const name = `${template}_${process.pid}_${copies++}`
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name} template ${template}`)
  await admin.end()
  return databaseUrl(url, name)
}

let copies = 0

async function freshPostgresDatabase(): Promise<Database> {
  return openDatabase({ url: await freshPostgresUrl() })
}
