import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * PGlite has one connection: the outer handle used inside a transaction waits for ever for that transaction.
 * The guard turns the hang into an error, and does so on Postgres too, where it would be a silent second connection.
 */
export type TransactionGuard = {
  inside<T>(work: () => Promise<T>): Promise<T>
  /** The same client, whose methods of these names refuse to run inside a transaction. */
  guarded<Client extends object>(client: Client, methods: readonly string[]): Client
}

export function createTransactionGuard(): TransactionGuard {
  const running = new AsyncLocalStorage<{ open: boolean }>()

  function mustBeOutside(): void {
    if (running.getStore()?.open) {
      throw new Error('inside a transaction only its own handle may be used')
    }
  }

  return {
    async inside(work) {
      const state = { open: true }
      try {
        return await running.run(state, work)
      } finally {
        state.open = false
      }
    },
    guarded(client, methods) {
      return new Proxy(client, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name, target)
          if (typeof value !== 'function') return value
          if (typeof name === 'string' && methods.includes(name)) mustBeOutside()
          return value.bind(target) as unknown
        },
      })
    },
  }
}
