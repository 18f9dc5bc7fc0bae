/** Loaded before the server: every clock it reads is off by CLOCK_OFF_MS. */
const offMs = Number(process.env['CLOCK_OFF_MS'])
const now = Date.now.bind(Date)

Date.now = () => now() + offMs
globalThis.Date = new Proxy(Date, {
  construct(Target, parts: unknown[]): Date {
    const made: unknown = Reflect.construct(Target, parts.length === 0 ? [Date.now()] : parts)
    if (made instanceof Target) return made
    throw new TypeError('no date')
  },
})
