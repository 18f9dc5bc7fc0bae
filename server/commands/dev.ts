import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** API with the demo company, started anew at each change, and Vite, which serves the app and passes `/api` on. */
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
const parts = [
  ['--watch', '--watch-preserve-output', 'server/commands/demo.ts', '--api-only'],
  [vite, '--clearScreen', 'false'],
].map((args) => spawn(process.execPath, args, { stdio: 'inherit' }))

const stop = () => parts.forEach((part) => part.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
for (const part of parts) {
  part.on('exit', (code) => {
    process.exitCode ??= code ?? 0
    stop()
  })
}
