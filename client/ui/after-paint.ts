/** A page that is out of sight paints nothing. */
const AT_LATEST_MS = 1000

/** Resolves when what was changed just now has been painted: what is less urgent, and slow to draw, comes after it. */
export function afterPaint(): Promise<void> {
  return new Promise((done) => {
    // When the next frame begins, this one is on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))
    setTimeout(done, AT_LATEST_MS)
  })
}
