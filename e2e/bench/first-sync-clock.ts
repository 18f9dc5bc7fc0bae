/** What a page measured of its first sync: ms of its own clock. */
export type FirstSync = { firstPull: number; complete: number; pulls: { sent: number; answered: number }[] }

declare global {
  interface Window {
    firstSync?: FirstSync
  }
}

/**
 * Runs in the page before the app: notes when the first pull leaves, and when the write is on disk that says the
 * replica is complete (its position is written last).
 */
export function watchFirstSync(): void {
  const clock: FirstSync = { firstPull: 0, complete: 0, pulls: [] }
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
  const { put, add } = IDBObjectStore.prototype
  const isComplete = (value: unknown) => JSON.stringify(value).includes('"more":false')
  const watching = (write: typeof put): typeof put =>
    function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      const isPosition =
        typeof value === 'object' && value !== null && Reflect.get(value, 'id') === 'position'
      if (isPosition && isComplete(value))
        this.transaction.addEventListener('complete', () => (clock.complete ||= performance.now()))
      return key === undefined ? write.call(this, value) : write.call(this, value, key)
    }
  IDBObjectStore.prototype.put = watching(put)
  IDBObjectStore.prototype.add = watching(add)
}
