import fc from 'fast-check'

/**
 * The same commit is tested with the same examples, so that what is red is so because of a change.
 * `EXAMPLES=random` looks elsewhere, `EXAMPLES=<seed>` there again.
 */
const asked = process.env['EXAMPLES'] ?? '20261122'
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) })
