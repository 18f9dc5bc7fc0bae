import { IDBTransaction as FakeTransaction } from 'fake-indexeddb'
import type { Writes } from './writes.ts'

type Connection = IDBDatabase & { transaction: IDBDatabase['transaction'] }
type Transaction = IDBTransaction & {
  _start: () => void
  _abort: (name: string | null) => void
  _requests: { request: IDBRequest }[]
  _rollbackLog: readonly unknown[]
  _state: string
}

/** The databases of a device as one page sees them: each of its writes may fail or be the last one. */
export function databasesOf(device: IDBFactory, writes: Writes, die: () => void): IDBFactory {
  const opened = (connection: Connection) => {
    const begin = connection.transaction.bind(connection)
    connection.transaction = (...asked: Parameters<IDBDatabase['transaction']>) => {
      if (writes.isBroken) throw new DOMException('the connection is lost', 'InvalidStateError')
      const transaction = begin(...asked) as Transaction
      if (transaction.mode === 'readwrite') meetFate(transaction, writes, die)
      return transaction
    }
  }
  return {
    open(name: string, version?: number) {
      if (writes.isBroken) throw new DOMException('the connection is lost', 'UnknownError')
      const request = device.open(name, version)
      request.addEventListener('success', () => opened(request.result as unknown as Connection))
      return request
    },
    deleteDatabase: (name: string) => device.deleteDatabase(name),
    databases: () => device.databases(),
    cmp: (a: unknown, b: unknown) => device.cmp(a, b),
  }
}

/** A transaction is one write: its fate is asked when it is about to commit. */
function meetFate(transaction: Transaction, writes: Writes, die: () => void): void {
  let isAsked = false
  transaction._start = function () {
    const isCommitting =
      transaction._state !== 'finished' &&
      transaction._requests.every(({ request }) => request.readyState === 'done')
    if (!isCommitting || isAsked) return goOn(transaction)
    isAsked = true
    switch (writes.next()) {
      case 'done':
      case 'freezes':
        return goOn(transaction)
      case 'full':
        // What has written nothing needs no room.
        return transaction._rollbackLog.length > 0
          ? transaction._abort('QuotaExceededError')
          : goOn(transaction)
      case 'diesBefore':
        die()
        return transaction._abort('AbortError')
      case 'diesAfter':
        die()
        return goOn(transaction)
    }
  }
}

function goOn(transaction: Transaction): void {
  const { _start } = FakeTransaction.prototype as unknown as Transaction
  _start.call(transaction)
}
