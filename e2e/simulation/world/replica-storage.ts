import type { RxStorage, RxStorageInstance } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { documentOf, textOf } from '../../../client/replica/document-text.ts'
import type { Writes } from './writes.ts'

type Memory = ReturnType<typeof getRxStorageMemory>
type AnyInstance = RxStorageInstance<unknown, unknown, unknown, unknown>
type Document = { id: string; text: string; _deleted: boolean }
type Index = { docsWithIndex: [index: string, document: Document, id: string][] }
type Internals = {
  documents: Map<string, Document>
  byIndex: Record<string, Index>
  byIndexArray: Index[]
  changes$: object
  refCount: number
}

/** What the replicas of a device have on disk; it outlives the pages. */
export class ReplicaDisk {
  readonly memory: Memory
  readonly #states = new Map<string, Internals>()

  constructor(copied?: ReplicaDisk) {
    this.memory = { ...getRxStorageMemory(), collectionStates: this.#states as never }
    if (copied) for (const [key, state] of copied.#states) this.#states.set(key, copyOf(state))
  }

  /** The documents of a collection, of whatever replica is there, read past the device's code. */
  documents<Contents>(collection: string): Map<string, Contents> {
    const found = new Map<string, Contents>()
    for (const [key, { documents }] of this.#states)
      if (key.split('--memory--')[1] === collection)
        for (const [id, document] of documents)
          if (!document._deleted && document.text !== '') found.set(id, documentOf(document.text) as Contents)
    return found
  }

  /** Changes a document behind the back of the device's code. */
  change(collection: string, id: string, contents: object): void {
    for (const [key, { documents }] of this.#states) {
      const document = key.split('--memory--')[1] === collection && documents.get(id)
      if (document) document.text = textOf(contents)
    }
  }

  forget(isStale: (name: string) => boolean): void {
    for (const key of [...this.#states.keys()]) if (isStale(key)) this.#states.delete(key)
  }
}

/** The storage writes into what its indexes hold: nothing of the one may be in the other. */
function copyOf(state: Internals): Internals {
  const documents = new Map([...state.documents].map(([id, document]) => [id, { ...document }]))
  const byIndex = Object.fromEntries(
    Object.entries(state.byIndex).map(([name, index]) => {
      const docsWithIndex = index.docsWithIndex.map(([at, document, id]): Index['docsWithIndex'][number] => [
        at,
        documents.get(id) ?? document,
        id,
      ])
      return [name, { ...index, docsWithIndex }]
    }),
  )
  const changes$ = Reflect.construct(state.changes$.constructor as new () => object, [])
  return { ...state, documents, byIndex, byIndexArray: Object.values(byIndex), changes$, refCount: 0 }
}

let opened = 0

/** The storage as one page sees it: each of its writes may fail or be the last one, and a page that is gone hangs. */
export function storageOf(
  disk: ReplicaDisk,
  writes: Writes,
  page: { isAlive: () => boolean; die: () => void; freeze: () => void; awake: () => Promise<void> },
): RxStorage<unknown, unknown> {
  const never = () => new Promise<never>(() => {})
  const checked = (work: () => Promise<unknown>) => {
    if (!page.isAlive()) return never()
    return writes.isBroken ? Promise.reject(new Error('the connection is lost')) : work()
  }

  function write(inner: AnyInstance, given: Parameters<AnyInstance['bulkWrite']>) {
    switch (writes.next()) {
      case 'done':
        return inner.bulkWrite(...given)
      case 'full':
        return Promise.reject(new DOMException('no space left', 'QuotaExceededError'))
      case 'freezes': {
        const written = inner.bulkWrite(...given)
        page.freeze()
        return page.awake().then(() => written)
      }
      case 'diesBefore':
        page.die()
        return never()
      case 'diesAfter':
        void inner.bulkWrite(...given)
        page.die()
        return never()
    }
  }

  const wrapped = (inner: AnyInstance): AnyInstance =>
    new Proxy(inner, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target)
        if (typeof value !== 'function') return value
        const call = (...given: unknown[]): unknown => Reflect.apply(value, target, given)
        switch (name) {
          case 'bulkWrite':
            return (...given: Parameters<AnyInstance['bulkWrite']>) => checked(() => write(target, given))
          case 'query':
          case 'findDocumentsById':
          case 'count':
          case 'cleanup':
            return (...given: unknown[]) => checked(() => call(...given) as Promise<unknown>)
          default:
            return call
        }
      },
    })

  return {
    ...disk.memory,
    // The library refuses one name twice in a page; tabs of a device share the disk, not the page.
    name: `memory-${++opened}`,
    createStorageInstance: async (params: Parameters<Memory['createStorageInstance']>[0]) =>
      wrapped(await disk.memory.createStorageInstance(params)),
  } as unknown as RxStorage<unknown, unknown>
}
