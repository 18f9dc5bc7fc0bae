const formats = new Map<string, Intl.DateTimeFormat>()

/** The hour of the day, 0 to 23, of an instant (ms since the epoch) in a time zone. */
export function hourIn(timeZone: string, atMs: number): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' })
    formats.set(timeZone, format)
  }
  return Number(format.format(atMs))
}
