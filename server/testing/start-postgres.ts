import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../db/open.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A migrated, empty database; every worker copies it. */
    postgresTemplate: { url: string; template: string }
  }
}

export default async function setup(project: TestProject) {
  const running = await startPostgres()
  const admin = postgres(running.url, { max: 1, onnotice: () => {} })
  const template = `suivi_test_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  await admin.unsafe(`create database ${template}`)
  const database = await openDatabase({ url: databaseUrl(running.url, template) })
  await database.close()
  project.provide('postgresTemplate', { url: running.url, template })

  return async () => {
    const copies = await admin<{ datname: string }[]>`
      select datname from pg_database where starts_with(datname, ${template})`
    for (const { datname } of copies) await admin.unsafe(`drop database if exists ${datname} with (force)`)
    await admin.end()
    await running.stop()
  }
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
