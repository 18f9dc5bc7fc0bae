import { sql } from 'drizzle-orm'
import { RULE } from '#shared/journal/entry.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import { rowOf, rowsOf } from '../../server/db/rows.ts'
import { createChance } from '../../server/demo/chance.ts'
import { aMonthLater } from './a-month-later.ts'
import { makeMove } from './moves/moves.ts'
import {
  judgeChain,
  judgeFigures,
  judgeOneCase,
  judgeScope,
  judgeStreams,
  judgeVersionGuard,
} from './oracles/books.ts'
import { judgeConvergence } from './oracles/convergence.ts'
import { judgeKept } from './oracles/kept.ts'
import { judgeWiped } from './oracles/wiped.ts'
import { judgeSerialEquivalence } from './oracles/serial.ts'
import { settle } from './settle.ts'
import { OracleFailure, type OracleName } from './world/failure.ts'
import { decideQuarantined } from './world/quarantine.ts'
import { arrivalsOf } from './world/arrivals.ts'
import type { Fault } from './world/faults.ts'
import type { Aim } from './world/focus.ts'
import { type Surroundings, World } from './world/world.ts'

export type RunOptions = {
  seed: number
  devices: number
  steps: number
  /** Steps that are left out: what shrinking tries. */
  without?: readonly number[]
  /** Faults this run has whatever its seed says. */
  faults?: readonly Fault[]
  /** It has no other faults than those. */
  isCalm?: boolean
  /** Faults it does not have: those nobody had thought of when a seed failed. */
  lacks?: readonly Fault[]
  /** Nothing comes more often than usual in it, though nothing is said of that. */
  isUnfocused?: boolean
  /** It is after nothing: what comes more often is drawn. */
  isAimless?: boolean
  /** What it is after, whatever its seed says. */
  after?: Aim
  /** It is after all kinds and faults alike, and helps none of them along. */
  isEven?: boolean
  /** Its company sets no rules of its own: what a seed found that failed before it did. */
  isRuleless?: boolean
  /** Moves, and kinds of entries that people make, that come so many times as often. */
  often?: Readonly<Record<string, number>>
  /** Who works on the first devices. */
  people?: readonly string[]
  /** The trace is told of a run that went well, too. */
  isTraced?: boolean
}

/** An entry as it ended, for the table of what was covered. */
export type Covered = { kind: string; outcome: string; faults: Fault[] }

export type RunReport = {
  seed: number
  traceHash: string
  entries: number
  faults: Record<string, number>
  covered: Covered[]
  /** What rules have brought about, by kind of entry. */
  byRules: Record<string, number>
  trace?: string[]
  failure: { oracle: OracleName | 'crash'; message: string; trace: string[] } | null
}

/** One run from an empty store to the judgement. Same options, same trace. */
export async function run(surroundings: Surroundings, options: RunOptions): Promise<RunReport> {
  const world = new World(surroundings, options.seed, options)
  let failure: RunReport['failure'] = null
  let covered: Covered[] = []
  let byRules: Record<string, number> = {}
  try {
    await world.begin(options.devices)
    const left = new Set(options.without)
    for (let step = 1; step <= options.steps; step++) {
      if (left.has(step)) continue
      world.trace.say(`— ${step}`)
      await makeMove(world, createChance(options.seed * 1_000_003 + step))
      world.judgeStep()
    }
    world.trace.say('— faults stop')
    await settle(world)
    // What those who left had not sent is decided by somebody, and everybody hears of it.
    while (await decideQuarantined(world, createChance(options.seed))) await settle(world)
    await aMonthLater(world)
    covered = await judge(world)
    byRules = await broughtByRules(world)
  } catch (error) {
    failure = {
      oracle: error instanceof OracleFailure ? error.oracle : 'crash',
      message: error instanceof OracleFailure && error.cause === undefined ? error.message : textOf(error),
      trace: world.trace.lines,
    }
  }
  world.end()
  await surroundings.time.idle()
  return {
    seed: options.seed,
    traceHash: world.trace.hash,
    entries: world.ledger.kept.size,
    faults: Object.fromEntries(world.faultCounts),
    covered,
    byRules,
    ...(options.isTraced && { trace: world.trace.lines }),
    failure,
  }
}

/** What must hold once all is at rest. */
async function judge(world: World): Promise<Covered[]> {
  const stored = await judgeKept(world)
  await judgeScope(world)
  await judgeOneCase(world)
  await judgeFigures(world)
  await judgeChain(world)
  await judgeStreams(world)
  await judgeSerialEquivalence(world)
  for (const device of world.devices)
    if (world.off.has(device.userId)) await judgeWiped(world, device)
    else await judgeConvergence(world, device)
  await world.flicker.judge(world)
  await judgeVersionGuard(world)
  const given = await answersOf(world)
  return stored.flatMap(({ id, outcome }) => {
    const kept = world.ledger.kept.get(id)
    const answers = new Set([...(world.ledger.answers.get(id) ?? []), ...(given.get(id) ?? []), outcome.type])
    return kept
      ? [...answers].map((answer) => ({ kind: kept.kind, outcome: answer, faults: [...kept.faults] }))
      : []
  })
}

/** Each answer the server has given to an entry, heard of or not. */
async function answersOf({ database, companyId }: World): Promise<Map<string, Outcome['type'][]>> {
  const answers = new Map<string, Outcome['type'][]>()
  for (const { entry, first } of await arrivalsOf(database, companyId))
    answers.set(entry.id, [...(answers.get(entry.id) ?? []), first.type])
  return answers
}

/** What no person made, nor the books: opened by a status, given to a resolver, prepared for its day. */
async function broughtByRules({ database, companyId }: World): Promise<Record<string, number>> {
  const rows = await rowsOf<{ kind: string; n: number }>(
    database.db,
    sql`select kind, count(*)::int as n from entries
        where company_id = ${companyId} and by = ${RULE} and outcome ->> 'type' = 'applied' group by kind`,
  )
  const { n: opened } = await rowOf<{ n: number }>(
    database.db,
    sql`select count(*)::int as n from actions a where company_id = ${companyId} and template_id is not null
        and not exists (select from entries e where e.company_id = a.company_id and e.subject_id = a.client_id::text
          and (e.data ->> 'actionId' = a.id::text and e.kind = 'action.opened'
            or e.data -> 'next' -> 'opening' ->> 'actionId' = a.id::text))`,
  )
  const byRules: Record<string, number> = { 'opened by a status': opened }
  for (const { kind, n } of rows) byRules[kind] = n
  return byRules
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${textOf(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
