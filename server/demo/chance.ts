/** A sequence of numbers in [0, 1) that is the same for the same seed, so that the demo company is always the same one. */
export type Chance = {
  next: () => number
  whole: (from: number, to: number) => number
  one: <T>(of: readonly [T, ...T[]]) => T
  isTrue: (share: number) => boolean
  bytes: (length: number) => Uint8Array
}

/** Mulberry32, a small generator in the public domain. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    one: (of) => of[whole(0, of.length - 1)] ?? of[0],
    isTrue: (share) => next() < share,
    bytes: (length) => Uint8Array.from({ length }, () => whole(0, 255)),
  }
}
