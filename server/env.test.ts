import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { databasePlace, readSettings } from './env.ts'

let DATA_DIR: string
beforeEach(() => {
  DATA_DIR = join(mkdtempSync(join(tmpdir(), 'suivi-env-')), 'data')
})

test('without any variable the product runs on port 3000 with its own database and a secret it keeps', () => {
  const settings = readSettings({ DATA_DIR })
  expect(settings).toMatchObject({
    port: 3000,
    host: undefined,
    baseUrl: 'http://localhost:3000',
    logLevel: 'info',
  })
  expect(databasePlace(settings)).toEqual({ folder: join(DATA_DIR, 'database') })
  expect(settings.secret).toHaveLength(43)
  expect(readSettings({ DATA_DIR }).secret).toBe(settings.secret)
  expect(statSync(join(DATA_DIR, 'secret')).mode & 0o777).toBe(0o600)
})

test('what is given is taken, and an empty variable counts as not given', () => {
  const settings = readSettings({
    DATA_DIR,
    PORT: '8080',
    HOST: '',
    DATABASE_URL: 'postgres://u:p@db/suivi',
    BASE_URL: 'https://suivi.example.com/',
    TRUST_PROXY: '1',
    LOG_LEVEL: 'warn',
    SECRET: 'x'.repeat(32),
  })
  expect(settings).toMatchObject({
    port: 8080,
    host: undefined,
    baseUrl: 'https://suivi.example.com',
    baseUrlIsFixed: true,
    trustProxy: true,
    secret: 'x'.repeat(32),
  })
  expect(databasePlace(settings)).toEqual({ url: 'postgres://u:p@db/suivi' })
})

test.each([
  [{ PORT: 'abc' }, 'PORT must be a port number from 0 to 65535.'],
  [{ PORT: '70000' }, 'PORT must be a port number from 0 to 65535.'],
  [
    { DATABASE_URL: 'mysql://x' },
    'DATABASE_URL must be an address like postgres://user:password@host/database.',
  ],
  [
    { BASE_URL: 'suivi.example.com' },
    'BASE_URL must be an address like https://suivi.example.com, without a path.',
  ],
  [{ TRUST_PROXY: 'maybe' }, 'TRUST_PROXY must be true or false.'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of debug, info, warn, error, silent.'],
  [{ SECRET: 'short' }, 'SECRET must be at least 32 characters.'],
])('%o ends in one sentence', (wrong, sentence) => {
  expect(() => readSettings({ DATA_DIR, ...wrong })).toThrow(sentence)
})

test('a data folder that cannot be made ends in one sentence', () => {
  expect(() => readSettings({ DATA_DIR: '/dev/null/data' })).toThrow(
    'DATA_DIR /dev/null/data cannot be written to',
  )
})
