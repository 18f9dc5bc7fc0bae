import { StartFailure } from './start-failure.ts'

/** Runs a command: what keeps it from starting ends in its one sentence, anything else in its stack, both in exit code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    process.stderr.write(error instanceof StartFailure ? `${error.message}\n` : `${stackOf(error)}\n`)
    process.exit(1)
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Ctrl-C and the system's request to end stop gently; a second one ends at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let asked = false
  const end = () => {
    if (asked) process.exit(1)
    asked = true
    void runMain(async () => {
      await stop()
      process.exit(0)
    })
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}
