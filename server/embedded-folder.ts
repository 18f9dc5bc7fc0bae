import { databasePlace, readSettings } from './env.ts'
import { StartFailure } from './start-failure.ts'

/** Where the embedded database is; a Postgres has tools of its own. */
export function embeddedFolder(): string {
  const place = databasePlace(readSettings(process.env))
  if ('folder' in place) return place.folder
  throw new StartFailure('DATABASE_URL names a Postgres: use pg_dump and pg_restore.')
}

export function fileArgument(command: 'backup' | 'restore'): string {
  const [file, ...more] = process.argv.slice(2)
  if (!file || more.length > 0) throw new StartFailure(`Usage: npm run ${command} -- FILE`)
  return file
}
