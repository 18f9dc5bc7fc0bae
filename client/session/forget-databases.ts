/** Takes away the databases whose names match; one that another tab has open goes when that tab lets go of it. */
export async function forgetDatabases(isStale: (name: string) => boolean): Promise<void> {
  // Older browsers cannot list; what is left there is dead weight and nothing worse.
  const known = (await indexedDB.databases?.()) ?? []
  await Promise.all(known.map(({ name }) => name && isStale(name) && forgotten(name)))
}

function forgotten(name: string): Promise<void> {
  return new Promise((done) => {
    const asked = indexedDB.deleteDatabase(name)
    asked.onsuccess = () => done()
    asked.onerror = () => done()
    asked.onblocked = () => done()
  })
}
