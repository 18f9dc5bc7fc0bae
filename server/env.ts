import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import type { DatabasePlace } from './db/open.ts'
import { type DocumentSettings, documentSettings, documentVariables } from './documents/settings.ts'
import { StartFailure } from './start-failure.ts'

export type Settings = {
  port: number
  /** Undefined: on every address of the machine. */
  host: string | undefined
  dataDir: string
  /** Undefined: the embedded database in `dataDir`. */
  databaseUrl: string | undefined
  baseUrl: string
  /** Whether BASE_URL was given. Without it a request may also come from the address the server was reached at. */
  baseUrlIsFixed: boolean
  trustProxy: boolean
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Signs the session cookies. */
  secret: string
  documents: DocumentSettings
}

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const

const variables = z.object({
  PORT: z._default(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text) => (text.trim() === '' ? NaN : Number(text))),
      ),
      z
        .int('a port number from 0 to 65535')
        .check(
          z.minimum(0, 'a port number from 0 to 65535'),
          z.maximum(65_535, 'a port number from 0 to 65535'),
        ),
    ),
    3000,
  ),
  HOST: z.optional(z.string()),
  DATA_DIR: z._default(z.string(), '.data'),
  DATABASE_URL: z.optional(
    z
      .string()
      .check(z.regex(/^postgres(ql)?:\/\/./, 'an address like postgres://user:password@host/database')),
  ),
  BASE_URL: z.optional(
    z
      .string()
      .check(z.regex(/^https?:\/\/[^/]+\/?$/, 'an address like https://suivi.example.com, without a path')),
  ),
  TRUST_PROXY: z._default(
    z.pipe(
      z.enum(['true', 'false', '1', '0'], 'true or false'),
      z.transform((word) => word === 'true' || word === '1'),
    ),
    false,
  ),
  LOG_LEVEL: z._default(z.enum(levels, `one of ${levels.join(', ')}`), 'info'),
  SECRET: z.optional(z.string().check(z.minLength(32, 'at least 32 characters'))),
  ...documentVariables,
})

/** Reads and checks all settings once. An empty variable counts as not given. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = variables.safeParse(given)
  if (!read.success) {
    const issue = read.error.issues[0]
    throw new StartFailure(`${String(issue?.path[0])} must be ${issue?.message}.`)
  }
  const { data } = read
  const dataDir = resolve(data.DATA_DIR)
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir,
    databaseUrl: data.DATABASE_URL,
    baseUrl: data.BASE_URL?.replace(/\/$/, '') ?? `http://localhost:${data.PORT}`,
    baseUrlIsFixed: data.BASE_URL !== undefined,
    trustProxy: data.TRUST_PROXY,
    logLevel: data.LOG_LEVEL,
    secret: data.SECRET ?? keptSecret(dataDir),
    documents: documentSettings(data),
  }
}

export function databasePlace(settings: Settings): DatabasePlace {
  return settings.databaseUrl ? { url: settings.databaseUrl } : { folder: join(settings.dataDir, 'database') }
}

/** Sessions must survive a restart, so a secret that nobody gave is made once and kept. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) {
      throw new StartFailure(`DATA_DIR ${dataDir} cannot be written to: give a folder that can.`, { cause })
    }
  }
  return readFileSync(file, 'utf8').trim()
}
