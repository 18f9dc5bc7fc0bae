import type { ChainBreak, ChainReport, Span } from './verify-chain.ts'

/** What was found of a company's chain, in sentences; `keptHeads` is how many copies of the head it was held against. */
export function describeChain(
  company: string,
  { rows, head, erased, breaks }: ChainReport,
  keptHeads: number,
): string[] {
  const first = `${company}: ${rows} rows, head ${head.number} ${head.hash.slice(0, 16)}…, held against ${keptHeads} kept heads.`
  return [
    first,
    ...(erased.length > 0 ? [`  erased, the chain holds: ${erased.map(spanText).join(', ')}`] : []),
    ...breaks.map((found) => `  BROKEN: ${breakText(found)}`),
    ...(breaks.length === 0 ? ['  The chain holds.'] : []),
  ]
}

function spanText({ from, to }: Span): string {
  return from === to ? String(from) : `${from}–${to}`
}

function breakText({ because, number, upTo }: ChainBreak): string {
  switch (because) {
    case 'missing':
      return `${spanText({ from: number, to: upTo })} missing`
    case 'content':
      return `row ${number} says something else than when it was written`
    case 'left':
      return `row ${number} was erased, yet says something that nothing seals`
    case 'entry':
      return `row ${number} tells of an entry that is not there`
    case 'link':
      return `row ${number} does not follow from the row before it`
    case 'head':
      return `the chain ends at ${number} with another hash than the company remembers, whose end is ${upTo}`
    case 'kept':
      return `row ${number} has another hash than the head kept outside the database`
    case 'shortened':
      return `the chain ends at ${number}, but a head kept outside the database is at ${upTo}: rows are gone, or a backup was restored`
  }
}
