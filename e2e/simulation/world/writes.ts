/** What becomes of one storage write of a page. `diesBefore`, `diesAfter`, `freezes`: the page is killed or frozen over it. */
export type Fate = 'done' | 'full' | 'diesBefore' | 'diesAfter' | 'freezes'

/** The storage writes of one page, counted: a fault hits the k-th from now. */
export class Writes {
  #hit: { after: number; fate: Fate } | null = null
  isBroken = false

  plan(after: number, fate: Fate): void {
    this.#hit = { after, fate }
  }

  forgetPlan(): void {
    this.#hit = null
  }

  next(): Fate {
    if (!this.#hit || this.#hit.after-- > 0) return 'done'
    const { fate } = this.#hit
    this.#hit = null
    return fate
  }
}
