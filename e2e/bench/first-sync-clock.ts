/** What a page measured of its first sync: ms of its own clock. */
export type FirstSync = {
  firstPull: number
  /** The first rows of the agenda were painted. */
  agenda: number
  complete: number
  pulls: { sent: number; answered: number }[]
}

declare global {
  interface Window {
    firstSync?: FirstSync
  }
}

/**
 * Runs in the page before the app: notes when the first pull leaves, when there is an agenda to work with, and when the write is on disk that says the
 * replica is complete (its position is written last).
 */
export function watchFirstSync(): void {
  const clock: FirstSync = { firstPull: 0, agenda: 0, complete: 0, pulls: [] }
  window.firstSync = clock
  const { fetch } = window
  window.fetch = async (...args) => {
    const isPull = args[0] === '/api/sync/pull'
    const pull = { sent: performance.now(), answered: 0 }
    if (isPull) {
      clock.firstPull ||= pull.sent
      clock.pulls.push(pull)
    }
    const answer = await fetch(...args)
    pull.answered = performance.now()
    return answer
  }
  const isPosition = (value: object) => Reflect.get(value, 'id') === 'position'
  const { put, add } = IDBObjectStore.prototype
  const rows = new MutationObserver(() => {
    if (!document.querySelector('main section li a')) return
    rows.disconnect()
    // The frame after the next has this one on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => (clock.agenda = performance.now())))
  })
  rows.observe(document, { subtree: true, childList: true })
  const isComplete = (value: object) => String(Reflect.get(value, 'text')).includes('"more":false')
  const watching = (write: typeof put): typeof put =>
    function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      if (typeof value === 'object' && value !== null && isPosition(value) && isComplete(value))
        this.transaction.addEventListener('complete', () => (clock.complete ||= performance.now()))
      return key === undefined ? write.call(this, value) : write.call(this, value, key)
    }
  IDBObjectStore.prototype.put = watching(put)
  IDBObjectStore.prototype.add = watching(add)
}
