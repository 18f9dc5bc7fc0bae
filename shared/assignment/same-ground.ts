import type { Condition } from './criteria.ts'

/** Whether conditions can hold of one dispute together, as far as what they ask tells. */
export function mayHoldTogether(some: readonly Condition[], others: readonly Condition[]): boolean {
  return some.every((one) => others.every((other) => !contradict(one, other)))
}

/** Whether two conditions rule each other out: about the same thing, of which there is one, and nothing is in both. */
export function contradict(one: Condition, other: Condition): boolean {
  if (one.type === 'amount' || other.type === 'amount') {
    if (one.type !== 'amount' || other.type !== 'amount') return false
    const from = Math.max(one.fromMinor ?? -Infinity, other.fromMinor ?? -Infinity)
    const to = Math.min(one.toMinor ?? Infinity, other.toMinor ?? Infinity)
    return from > to
  }
  if (aboutOf(one) !== aboutOf(other) || mayBeSeveral(one)) return false
  return !one.is.some((a) => other.is.some((b) => overlap(a, b)))
}

/** Whether two lists ask the same, in whatever order and capitals. */
export function askTheSame(some: readonly Condition[], others: readonly Condition[]): boolean {
  const [a, b] = [some, others].map((conditions) => conditions.map(plainly).sort().join('\n'))
  return a === b
}

function plainly(condition: Condition): string {
  if (condition.type === 'amount') return JSON.stringify(['amount', condition.fromMinor, condition.toMinor])
  return JSON.stringify([aboutOf(condition), ...new Set(condition.is.map(lowered).sort())])
}

type Valued = Exclude<Condition, { type: 'amount' }>

function aboutOf(condition: Valued): string {
  return condition.type === 'custom' ? `${condition.of}/${condition.name}` : condition.field
}

/** A dispute has several items, of which one that fits is enough. */
function mayBeSeveral(condition: Valued): boolean {
  if (condition.type === 'custom') return condition.of === 'item'
  return condition.field === 'statusId' || condition.field.startsWith('item.')
}

function overlap(a: string, b: string): boolean {
  const [x, y] = [lowered(a), lowered(b)]
  if (!x.endsWith('*')) return y.endsWith('*') ? x.startsWith(y.slice(0, -1)) : x === y
  const begin = x.slice(0, -1)
  if (!y.endsWith('*')) return y.startsWith(begin)
  const other = y.slice(0, -1)
  return begin.startsWith(other) || other.startsWith(begin)
}

function lowered(text: string): string {
  return text.trim().toLowerCase()
}
