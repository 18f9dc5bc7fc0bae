/** SQLSTATE classes that pass by themselves: connection, rollback, resources (a full disk), operator, system, locks. */
const PASSING = /^(08|40|53|55|57|58)/
const SQLSTATE = /^[0-9A-Z]{5}$/
/** What the driver and the network call a connection that is not there. */
const NO_CONNECTION = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT)/

/** A failure known to be of the moment: connection, serialization, disk, shutdown. The same request may succeed later. */
export function isPassing(error: unknown): boolean {
  return codesOf(error).some((code) => (isSqlState(code) ? PASSING.test(code) : NO_CONNECTION.test(code)))
}

/**
 * Whether an error will be the same the next time: the database refused the data or the statement, or our own code broke.
 * Everything else (a lost connection, a full disk, whatever we do not know) is of the moment and is tried again.
 */
export function isLasting(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = codeOf(at)
    if (code !== null && isSqlState(code)) return !PASSING.test(code)
    if (at instanceof TypeError || at instanceof RangeError || at instanceof ReferenceError)
      return code === null
  }
  return false
}

/** Four- and six-letter codes of the system (EPIPE is five) are told apart by what they say. */
function isSqlState(code: string): boolean {
  return SQLSTATE.test(code) && !NO_CONNECTION.test(code)
}

function codesOf(error: unknown): string[] {
  const codes: string[] = []
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = codeOf(at)
    if (code !== null) codes.push(code)
  }
  return codes
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}
