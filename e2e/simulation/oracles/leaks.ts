import { sql } from 'drizzle-orm'
import type { PullAnswer, PulledFile } from '#shared/protocol/pull.ts'
import { unpacked } from '#shared/protocol/unpacked.ts'
import type { PushAnswer } from '#shared/protocol/push.ts'
import type { CompanyDocument } from '../../../client/replica/collections.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import { holds } from '../world/failure.ts'
import type { Call } from '../world/network.ts'
import type { Tab } from '../world/tab.ts'
import type { World } from '../world/world.ts'

type Page = { call: Call; page: PullAnswer; asked: string; since: number }

/**
 * No leak: no answer carries a file outside its reader's scope, and a device that has reached a page holds none either.
 * Cost: a patch carries only rows that changed since the cursor it answers, and no file whole that the device had.
 */
export class Leaks {
  readonly #world: World
  #pages: Page[] = []
  /**
   * What a person held at the moment a device was given a cursor. Another device of theirs may be given the same one later:
   * its pull began as early, and its last page knows who has lost what since.
   */
  readonly #heldAt = new Map<string, Set<string>>()
  /** What a device may hold of pages that follow the one it has reached: one of them may be half written. */
  readonly #heldNext = new Map<string, Set<string>>()
  readonly #versionAt = new Map<string, number>()
  /** Several answers of one step were given at moments between which something may have changed. */
  #asked = 0

  constructor(world: World) {
    this.#world = world
  }

  beforeAnswer(call: Call) {
    this.#asked++
    return {
      answered: (_: Call, status: number, text: string) => {
        if (status !== 200) return
        if (call.what === 'push')
          for (const settled of (JSON.parse(text) as PushAnswer).outcomes) this.#world.ledger.tell(settled)
        if (call.what !== 'pull') return
        const { cursor } = JSON.parse(call.init.body as string) as { cursor: string | null }
        const page = unpacked(JSON.parse(text) as PullAnswer)
        for (const settled of page.outcomes) this.#world.ledger.tell(settled)
        const asked = cursor ?? ''
        this.#pages.push({ call, page, asked, since: this.#versionAt.get(asked) ?? 0 })
      },
    }
  }

  /** Judges what was answered in this step; the store stands where it stood then. */
  async judge(): Promise<void> {
    const pages = this.#pages.splice(0)
    const isAlone = this.#asked <= 1
    this.#asked = 0
    for (const { call, page, asked, since } of pages) {
      const scope = await this.#scopeOf(call.tab.device.userId)
      const sent = [...page.files, ...page.history].map(({ kind, id }) => `${kind}:${id}`)
      const next = `${call.tab.device.name} ${asked}`
      // Of several answers in one step nobody knows what their readers held; such a page may be half written all the same.
      this.#heldNext.set(next, new Set([...(this.#heldNext.get(next) ?? []), ...scope, ...sent]))
      if (isAlone) {
        const outside = sent.filter((id) => !scope.has(id))
        holds('no leak', outside.length === 0, () => `${call.tab.device.name} was sent ${outside.join()}`)
        this.#heldAt.set(keyOf(call.tab, page.cursor), scope)
      }
      for (const file of page.files) if (!file.whole && !page.reset) this.#judgeCost(file, since)
      this.#versionAt.set(page.cursor, page.version)
    }
  }

  /** What a device holds once it has reached a page lies within what its person held then. */
  judgeHeld(tab: Tab): void {
    const { disk } = tab.device
    const kept = disk.documents<CompanyDocument>('company').get('position')?.is
    if (kept?.type !== 'position' || kept.position.more) return
    const { cursor } = kept.position
    const scope = this.#heldAt.get(keyOf(tab, cursor))
    if (!scope) return
    const next = this.#heldNext.get(`${tab.device.name} ${cursor}`)
    const outside = [...disk.documents('summaries').keys()].filter((id) => !scope.has(id) && !next?.has(id))
    holds('no leak', outside.length === 0, () => `${tab.device.name} still holds ${outside.join()}`)
  }

  #judgeCost({ kind, id, rows }: PulledFile, since: number): void {
    const { client, ...lists } = rows
    const sent = [client ?? [], ...Object.values(lists)].flat()
    const old = sent.filter(({ version }) => version <= since)
    holds(
      'cost',
      old.length === 0,
      () => `a patch of ${kind}:${id} since ${since} carries ${old.length} rows that had not changed`,
    )
  }

  async #scopeOf(personId: string): Promise<Set<string>> {
    const rows = await rowsOf<{ id: string }>(
      this.#world.database.db,
      sql`select kind || ':' || file_id as id from scope_from_scratch
          where company_id = ${this.#world.companyId} and person_id = ${personId}`,
    )
    return new Set(rows.map(({ id }) => id))
  }
}

function keyOf({ device }: Tab, cursor: string): string {
  return `${device.name} ${cursor}`
}
