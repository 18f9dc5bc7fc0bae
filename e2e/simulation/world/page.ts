import type * as HandOverLeft from '../../../client/session/hand-over-left.ts'
import type * as LockedAndOver from '../../../client/session/locked-and-over.ts'
import type { openWorkplace } from '../../../client/session/open-workplace.ts'
import type * as ReplicaNames from '../../../client/session/replica-names.ts'
import type * as StandingHere from '../../../client/session/standing-here.ts'
import { pageUrl } from '../module-hooks.ts'

type Start = Pick<typeof StandingHere, 'standingHere' | 'welcomeBack'> &
  Pick<typeof HandOverLeft, 'handOverLeft'> &
  Pick<typeof LockedAndOver, 'endWhatIsOver'> &
  Pick<typeof ReplicaNames, 'isReplicaOfOthers'>

type Loaded = {
  openWorkplace: typeof openWorkplace
  start: Start
  openCollections: Set<unknown>
}

/** A browser page: its own copy of the app's modules, and of the library whose cap of collections counts a page. */
export type Page = Loaded & { number: number; useDatabases: (factory: IDBFactory) => void }

declare global {
  // Where the page's copy of the database library finds its databases.
  var indexedDbOfPages: Map<number, IDBFactory>
}

/** Pages are loaded once and given out again: what they kept is cleared when a tab ends. */
export class Pages {
  #free: Page[] = []
  #made = 0

  constructor() {
    globalThis.indexedDbOfPages = new Map()
  }

  /** Loads pages ahead: loading needs the real clock. */
  async prepare(count: number): Promise<void> {
    while (this.#made < count) this.#free.push(await this.#load(++this.#made))
    this.#free.sort((a, b) => b.number - a.number)
  }

  take(): Page {
    const page = this.#free.pop()
    if (!page) throw new Error('more tabs are open than pages were prepared')
    return page
  }

  giveBack(page: Page): void {
    page.openCollections.clear()
    globalThis.indexedDbOfPages.delete(page.number)
    this.#free.push(page)
    this.#free.sort((a, b) => b.number - a.number)
  }

  get left(): number {
    return this.#free.length
  }

  async #load(number: number): Promise<Page> {
    const app = (await import(pageUrl('client/session/open-workplace.ts', number))) as Pick<
      Loaded,
      'openWorkplace'
    >
    const [standing, left, names, over] = (await Promise.all(
      ['standing-here', 'hand-over-left', 'replica-names', 'locked-and-over'].map(
        (file) => import(pageUrl(`client/session/${file}.ts`, number)),
      ),
    )) as [Start, Start, Start, Start]
    const { standingHere, welcomeBack } = standing
    const { handOverLeft } = left
    const { isReplicaOfOthers } = names
    const { endWhatIsOver } = over
    const rxdb = (await import(pageUrl('node_modules/rxdb/dist/esm/index.js', number))) as {
      OPEN_COLLECTIONS: Set<unknown>
    }
    return {
      number,
      openWorkplace: app.openWorkplace,
      start: { standingHere, welcomeBack, handOverLeft, isReplicaOfOthers, endWhatIsOver },
      openCollections: rxdb.OPEN_COLLECTIONS,
      useDatabases: (factory) => void globalThis.indexedDbOfPages.set(number, factory),
    }
  }
}
