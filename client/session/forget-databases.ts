/** Takes away the databases whose names match; one that another tab has open goes when that tab lets go of it. */
export async function forgetDatabases(isStale: (name: string) => boolean): Promise<void> {
  // Older browsers cannot list; what is left there is dead weight and nothing worse.
  const known = (await indexedDB.databases?.()) ?? []
  const stale = known.flatMap(({ name }) => (name && isStale(name) ? [name] : []))
  await Promise.all(stale.map(forgotten))
}

function forgotten(name: string): Promise<void> {
  return new Promise((done) => {
    const asked = indexedDB.deleteDatabase(name)
    asked.onsuccess = () => done()
    asked.onerror = () => done()
    asked.onblocked = () => done()
  })
}
