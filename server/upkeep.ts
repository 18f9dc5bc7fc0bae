import type { Database } from './db/open.ts'
import type { Documents } from './documents/documents.ts'
import type { Journal } from './journal/journal.ts'
import { keepHeads } from './journal/kept-heads.ts'
import { mendScope } from './journal/mend-scope.ts'
import { journalPorts } from './journal/ports.ts'
import type { Log } from './log.ts'
import { finishClaims } from './quarantine/decide-quarantined.ts'
import { prunePast } from './sync/prune-past.ts'

const DAY_MS = 86_400_000
const CLAIMS_EVERY_MS = 10 * 60_000
const HEADS_EVERY_MS = 60 * 60_000
const DOCUMENTS_EVERY_MS = 60_000
const SWEEP_EVERY_MS = 60 * 60_000

type Parts = {
  database: Database
  journal: Journal
  documents: Documents
  headsFolder: string
  now: () => number
}

/**
 * What nobody waits for: a server that died leaves decisions to carry out, what is kept for 90 days goes, and who holds
 * which files is computed from scratch.
 */
export function startUpkeep(parts: Parts, log: Log): { stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const everyNowAndThen = (what: string, everyMs: number, run: () => Promise<void>) => {
    const next = () => {
      running = running.then(run).catch((err: unknown) => log.error({ err }, `${what} failed`))
    }
    next()
    return setInterval(next, everyMs).unref()
  }
  const timers = [
    everyNowAndThen('pruning', DAY_MS, () => prunePast(parts.database, parts.now())),
    everyNowAndThen('comparing who holds what', DAY_MS, async () => {
      const clients = await mendScope(parts.database, journalPorts)
      if (clients > 0) log.warn({ clients }, 'who holds which files was put right')
    }),
    everyNowAndThen('catching up with documents', DOCUMENTS_EVERY_MS, () => parts.documents.catchUp()),
    everyNowAndThen('sweeping documents', SWEEP_EVERY_MS, () => parts.documents.sweep()),
    everyNowAndThen('carrying out decisions', CLAIMS_EVERY_MS, () => finishClaims(parts)),
    everyNowAndThen('keeping the head of the history', HEADS_EVERY_MS, () =>
      keepHeads(parts.database.db, parts.headsFolder, parts.now()),
    ),
  ]
  return {
    stop() {
      timers.forEach(clearInterval)
      return running
    },
  }
}
