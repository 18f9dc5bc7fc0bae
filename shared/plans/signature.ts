/** A signature is drawn in a box of this size, whatever the size of the screen. */
export const SIGNATURE_BOX = { width: 600, height: 240 } as const

export type Point = { x: number; y: number }

const LONGEST = 40_000
const CLOSE = 3

/**
 * Strokes of a finger as one smooth SVG path in the box: through the middles of the points, curved by the points. A dot
 * is a stroke too. Points that are close to each other are left out, more of them when it would get too long.
 */
export function signaturePath(strokes: readonly (readonly Point[])[]): string {
  for (let closeness = CLOSE; ; closeness *= 1.5) {
    const path = strokes.flatMap((points) => strokePath(thinned(points, closeness))).join('')
    if (path.length <= LONGEST) return path
  }
}

const PEN = /^(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3}|Q\d{1,3} \d{1,3} \d{1,3} \d{1,3})+)+$/

/** Whether a text is such a path and nothing else, with all its points in the box: it is drawn into papers. */
export function isSignature(text: string): boolean {
  if (text.length > LONGEST || !PEN.test(text)) return false
  const numbers = text.match(/\d+/g) ?? []
  return numbers.every(
    (number, at) => Number(number) <= (at % 2 === 0 ? SIGNATURE_BOX.width : SIGNATURE_BOX.height),
  )
}

function strokePath(points: readonly Point[]): string[] {
  const [first, second] = points
  if (!first) return []
  if (!second) return [`M${at(first)}L${at({ x: first.x + 1, y: first.y })}`]
  const path = [`M${at(first)}`]
  for (const [index, point] of points.entries()) {
    const next = points[index + 1]
    if (index > 0 && next) path.push(`Q${at(point)} ${at(between(point, next))}`)
  }
  const last = points.at(-1)
  if (last) path.push(`L${at(last)}`)
  return path
}

function thinned(points: readonly Point[], closeness: number): Point[] {
  const kept: Point[] = []
  for (const [index, point] of points.entries()) {
    const before = kept.at(-1)
    const isEnd = index === points.length - 1
    const isFar = !before || Math.hypot(point.x - before.x, point.y - before.y) >= closeness
    if (isFar || (isEnd && kept.length > 1)) kept.push(point)
  }
  return kept
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

function at({ x, y }: Point): string {
  return `${within(x, SIGNATURE_BOX.width)} ${within(y, SIGNATURE_BOX.height)}`
}

function within(value: number, most: number): number {
  return Math.round(Math.min(most, Math.max(0, value)))
}
