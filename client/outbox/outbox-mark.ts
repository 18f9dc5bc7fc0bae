import { type OutboxDatabase, allMoved } from './database.ts'

/** Another one after anything was written to a person's entries, or taken from them. */
export async function outboxMark(database: OutboxDatabase, userId: string): Promise<string> {
  const { store } = database.transaction('entries')
  const [last, count] = await Promise.all([
    store.index('byMoved').openKeyCursor(allMoved(userId), 'prev'),
    store.index('byUser').count(userId),
  ])
  // Once the last one is gone its move may be another's: the place of an entry never is.
  return [last?.key[1], last?.primaryKey, count].join()
}
