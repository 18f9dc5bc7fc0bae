import { JOINED_CASES, REPEATS, RESTORES, SHARED_CASES, TWO_REASONS, WAITING } from './leanings.ts'
import { type Mutant, patch } from './mutant.ts'

const JOURNAL = 'server/journal/journal.ts'
const WRITE = 'server/journal/write-round.ts'
const DECIDE = 'server/journal/decide-together.ts'
const ANSWER_KNOWN = 'if (already && !(request.redecides && this.#again.delete(entry.id))) {'
const KEEP_NEW = patch(
  WRITE,
  'insert(tx, entries, storedEntries(round, companyId))',
  'upsert(tx, entries, storedEntries(round, companyId))',
)

/** Defects of journal and pull that show without overlapping transactions. */
export const OF_THE_SERVER: readonly Mutant[] = [
  {
    name: 'no unique entry id',
    patches: [
      patch('server/journal/arrivals.ts', 'if (asked.length === 0) return', 'if (asked.length >= 0) return'),
      KEEP_NEW,
    ],
    by: 'simulation',
    // The numbers of the stream refuse what only comes twice; what was answered and not heard comes under a new number.
    leaning: {
      ...REPEATS,
      faults: ['answerLost'],
      often: { ...REPEATS.often, loseAnswer: 12, deliverRequest: 3 },
    },
  },
  {
    name: 'known entry decided again',
    patches: [patch(DECIDE, ANSWER_KNOWN, 'if (already && request.redecides && false) {'), KEEP_NEW],
    by: 'simulation',
    leaning: REPEATS,
  },
  {
    name: 'ack before commit',
    patches: [
      patch(
        JOURNAL,
        '(tx) =>\n      decideTogether(',
        `(tx) =>
      (async (...given) => {
        const done = await decideTogether(...given)
        for (const [index, waiting] of together.entries())
          if (!(done.answers[index] instanceof Error)) waiting.settle(done.answers[index])
        return done
      })(`,
      ),
    ],
    by: 'simulation',
    leaning: { faults: ['serverKilledBeforeCommit'], often: { serverDiesAtCommit: 8 } },
  },
  {
    name: 'scope without its reasons',
    patches: [
      patch(
        'server/journal/scope-changes.ts',
        'if (!isSame(row.reasons, reasons)) changed.push({ ...row, reasons })',
        `if (Object.keys(row.reasons).some((reason) => !(reason in reasons)))
          changed.push({ ...row, reasons: {}, outVersion: version })
        else if (!isSame(row.reasons, reasons)) changed.push({ ...row, reasons })`,
      ),
    ],
    by: 'simulation',
    leaning: TWO_REASONS,
  },
  {
    name: 'what changes something is taken late',
    patches: [
      patch(
        'server/journal/standing.ts',
        "if (!kind.additive) return { parked: 'moved' }",
        "if (!kind.additive) return 'late'",
      ),
    ],
    by: 'simulation',
    leaning: WAITING,
  },
  {
    name: 'departure not sent',
    patches: [patch(WRITE, 'upsert(tx, departures, ofCompany(left)),', '')],
    by: 'simulation',
    leaning: SHARED_CASES,
  },
  {
    name: 'what enters a case is not written anew',
    patches: [
      patch(
        WRITE,
        'for (const { table, id } of moves.entered) again(',
        'for (const { table, id } of moves.left) again(',
      ),
    ],
    by: 'simulation',
    leaning: JOINED_CASES,
  },
  {
    name: 'alias not kept',
    patches: [
      patch(
        WRITE,
        'rows.filter((change) => change.table === table).map(({ row }) => row)',
        "rows.filter((change) => change.table === table).map(({ row }) => ('aliases' in row ? { ...row, aliases: [] } : row))",
      ),
    ],
    by: 'simulation',
    leaning: { often: { tap: 2 }, people: ['ana', 'mara', 'ana'] },
  },
  {
    name: 'figures forget what a row was before',
    patches: [
      patch(
        'server/journal/round.ts',
        'figuresAfter(figures, findItem(file, change.row.id), change.row',
        'figuresAfter(figures, undefined, change.row',
      ),
    ],
    by: 'simulation',
  },
  {
    name: 'drop not sent',
    patches: [
      patch(
        'server/sync/increment.ts',
        'where ${own} and out_version > ${since}`)',
        'where ${own} and out_version > ${since} and false`)',
      ),
    ],
    by: 'simulation',
    leaning: { people: ['ana', 'mara', 'ben'] },
  },
  {
    name: 'answer to what waited not told',
    patches: [
      patch(
        'server/journal/endings.ts',
        'if (endings.length === 0) return',
        'if (endings.length >= 0) return',
      ),
    ],
    by: 'simulation',
    leaning: WAITING,
  },
  {
    name: 'version set for the connection',
    patches: [
      patch(
        WRITE,
        "set_config('suivi.version', ${String(version)}, true)",
        "set_config('suivi.version', ${String(version)}, false)",
      ),
    ],
    by: 'simulation',
  },
  {
    name: 'no stamp check after a restore',
    patches: [
      patch(
        'server/journal/arrivals.ts',
        'return version === 0 || versions.get(version)?.stamp === stamp',
        'return version === 0 || versions.has(version) || stamp === null',
      ),
      patch('server/sync/increment.ts', 'found.stampThen !== cursor.stamp ||', 'found.stampThen === null ||'),
    ],
    by: 'simulation',
    leaning: { ...RESTORES, often: { ...RESTORES.often, books: 5 } },
  },
  {
    name: 'gap in the stream accepted',
    patches: [patch('server/journal/arrivals.ts', 'else if (!known.has(entry.id)) return true', '')],
    by: 'simulation',
    leaning: { ...RESTORES, faults: ['restored', 'cloned'] },
  },
  {
    name: 'nothing is decided again after an update',
    patches: [patch('server/journal/redecide.ts', 'if (entries.length === 0) return 0', 'return 0')],
    by: 'simulation',
    leaning: { isCalm: true, faults: ['deployed'], steps: 40 },
  },
]
