import { Journal } from '../../server/journal/journal.ts'

/**
 * Loaded before the server: its process kills itself while it goes through the clients, so many milliseconds
 * (KILL_AFTER_MS) after it has handed over the transaction with this number (KILL_AT): before it is written, or after.
 */
const killAt = Number(process.env['KILL_AT'])
const killAfterMs = Number(process.env['KILL_AFTER_MS'])
const submit: Journal['submit'] = Object.getOwnPropertyDescriptor(Journal.prototype, 'submit')?.value
let handedOver = 0

Journal.prototype.submit = function (this: Journal, request) {
  const settled = submit.call(this, request)
  if (request.entries.some(({ entry }) => entry.kind === 'scenarioStep.prepared')) {
    handedOver += 1
    if (handedOver === killAt) setTimeout(() => process.kill(process.pid, 'SIGKILL'), killAfterMs)
  }
  return settled
}
