import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { must } from '#shared/base/must.ts'

/*
 * postgres.js 3.4.9 ends the process when a statement is written on a connection that has just died: the write comes a
 * turn later and finds no socket, out of reach of every `catch`. And what a dead connection had not written goes before
 * the greeting of the next one. Both are mended as the driver is loaded: such a statement fails as lost with its
 * connection, which is tried again like any other. (Upstream: porsager/postgres issues 1154 and 1208.)
 */
const MENDED = [
  {
    from: 'const x = socket.write(chunk, fn)',
    to: `if (socket === null) {
      clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }
    const x = socket.write(chunk, fn)`,
  },
  {
    from: 'socket.removeAllListeners()\n    socket = null',
    to: 'socket.removeAllListeners()\n    socket = chunk = nextWriteTimer = null',
  },
]

let isRegistered = false

/** Before the driver is first loaded. */
export function mendDriver(): void {
  if (isRegistered) return
  isRegistered = true
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      if (!url.endsWith('/node_modules/postgres/src/connection.js')) return loaded
      return { ...loaded, source: mended(readFileSync(new URL(url), 'utf8')) }
    },
  })
}

/** Another version of the driver has to be looked at anew. */
export function mended(source: string): string {
  return MENDED.reduce((text, { from, to }) => {
    must(text.includes(from) || undefined, `in the driver: ${from}`)
    return text.replace(from, to)
  }, source)
}
