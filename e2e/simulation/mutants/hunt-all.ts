import { race } from '../race/race.ts'
import { Control, type Hunted, hunt } from './hunt.ts'
import { MUTANTS } from './mutants.ts'

/** The whole hunt. */
const WITHIN_MS = 13 * 60_000

type Hunt = { only: string | undefined; jobs: number; runsAtMost: number }

/** Hunts every mutant, several at a time, and tells of each as it ends. True when none survived and the product passes. */
export async function huntAll({ only, jobs, runsAtMost }: Hunt): Promise<boolean> {
  const started = performance.now()
  const cpu = process.cpuUsage()
  const wanted = MUTANTS.filter(({ name }) => only === undefined || new RegExp(only).test(name))
  const control = new Control()
  const hunted: Hunted[] = []
  // Writers of a race need the machine to themselves to overlap.
  const raced = wanted.filter(({ by }) => by === 'race')
  const wrong = raced.length > 0 ? (await race({ patches: [] })).wrong : []
  if (raced.length > 0) console.log(`the product itself in the race: ${wrong.join('; ') || '0 lost'}`)
  const untilMs = started + WITHIN_MS
  for (const mutant of raced) {
    const found = await hunt(mutant, { runs: runsAtMost, untilMs }, control)
    // Where the product fails, too, nothing was caught.
    hunted.push(tell(wrong.length > 0 ? { ...found, caughtBy: null } : found))
  }
  const left = wanted
    .filter(({ by }) => by === 'simulation')
    .map((mutant) => ({ mutant, from: 1, secondsBefore: 0 }))
  // What one does not need the others may have.
  const fairShare = (others: number) => {
    const now = performance.now()
    return now + ((untilMs - now) * jobs) / (others + jobs)
  }
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { mutant, from, secondsBefore } = next
      const limits = { from, runs: runsAtMost, untilMs: fairShare(left.length) }
      const found = await hunt(mutant, limits, control)
      const seconds = Math.round((found.seconds + secondsBefore) * 10) / 10
      // Whose share was too small comes again with what the others have left.
      const isToBeGoneOn = found.caughtBy === null && found.runs < runsAtMost && performance.now() < untilMs
      if (isToBeGoneOn) left.push({ mutant, from: found.runs + 1, secondsBefore: seconds })
      else hunted.push(tell({ ...found, seconds }))
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, left.length) }, work))
  await control.end()
  for (const { options, saw } of control.failing)
    console.log(`without any defect: ${JSON.stringify(options)} fails: ${firstLineOf(saw)}`)
  const caught = hunted.filter(({ caughtBy }) => caughtBy !== null).length
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    JSON.stringify({
      mutants: hunted.length,
      caught,
      seconds: Math.round((performance.now() - started) / 1000),
      cpuSeconds: Math.round((user + system) / 1_000_000),
    }),
  )
  return caught === hunted.length && wrong.length === 0
}

function tell(hunted: Hunted): Hunted {
  const { name, caughtBy, runs, seconds, saw } = hunted
  const what = caughtBy === null ? 'SURVIVED' : `caught by ${caughtBy}`
  console.log(`${name}: ${what}, ${runs} ${runs === 1 ? 'run' : 'runs'}, ${seconds} s ${firstLineOf(saw)}`)
  return hunted
}

function firstLineOf(saw: string): string {
  const [line = ''] = saw.split('\n')
  return line.slice(0, 160)
}
