/** SQLSTATE classes that pass by themselves: connection, rollback, resources (a full disk), operator, system, locks. */
const PASSING = /^(08|40|53|55|57|58)/
const SQLSTATE = /^[0-9A-Z]{5}$/

/**
 * Whether an error will be the same the next time: the database refused the data or the statement, or our own code broke.
 * Everything else (a lost connection, a full disk, whatever we do not know) is of the moment and is tried again.
 */
export function isLasting(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && SQLSTATE.test(at.code)) return !PASSING.test(at.code)
    if (at instanceof TypeError || at instanceof RangeError || at instanceof ReferenceError)
      return !('code' in at)
  }
  return false
}
