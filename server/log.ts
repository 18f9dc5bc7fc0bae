import { pino, type DestinationStream, type Logger } from 'pino'
import type { Settings } from './env.ts'

export type Log = Logger

const secrets = [
  'password',
  'currentPassword',
  'newPassword',
  'token',
  'secret',
  'cookie',
  'authorization',
  'set-cookie',
]

/** JSON lines; what proves an identity is never written, wherever it stands in the first two levels. */
export function createLog(settings: Pick<Settings, 'logLevel'>, destination?: DestinationStream): Log {
  const options = {
    level: settings.logLevel,
    base: null,
    redact: {
      paths: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '…',
    },
  }
  return destination ? pino(options, destination) : pino(options)
}
