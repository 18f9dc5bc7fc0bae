import { type ShallowRef, effectScope, shallowRef, watch } from 'vue'
import * as z from 'zod/mini'
import { newId } from '#shared/base/ids.ts'
import { type Document, findDocument } from '#shared/documents/document.ts'
import type { SeenFile } from '../replica/snapshot.ts'
import { ownPrefix } from '../session/replica-names.ts'
import type { Workplace } from '../session/workplace.ts'
import { ownWifiRule, waitsForWifi } from './connection.ts'
import { type Draft, type OnItsWay, openKeptDatabase } from './kept-database.ts'
import { KeptPages } from './kept-pages.ts'
import { SeenPages } from './seen-pages.ts'
import { Uploader, type WaitsFor } from './uploader.ts'
import { type Fate, fateOf } from './fate.ts'

/** What this device has of a person's documents beside their rows, as every tab sees it. */
export type Held = {
  isRead: boolean
  drafts: readonly Draft[]
  onTheirWay: readonly OnItsWay[]
}

/** Hints between tabs; the truth is on disk. */
const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed') }),
  z.object({ type: z.literal('wake') }),
  z.object({ type: z.literal('progress'), hash: z.string(), sent: z.nullable(z.number()) }),
  z.object({ type: z.literal('waits'), for: z.nullable(z.enum(['network', 'space', 'signIn', 'wifi'])) }),
])

const known = new WeakMap<Workplace, DocumentsWork>()

/** The same for all who ask in this tab. */
export function documentsOf(workplace: Workplace): DocumentsWork {
  const found = known.get(workplace) ?? new DocumentsWork(workplace)
  known.set(workplace, found)
  return found
}

/**
 * Keeps, sends and lets go of what this device alone has of documents. Any tab makes drafts and adds them; the one that
 * leads sends. A copy goes only when the server's row says what became of those very bytes.
 */
export class DocumentsWork {
  readonly kept: KeptPages
  readonly seen: SeenPages
  readonly held: ShallowRef<Held> = shallowRef({ isRead: false, drafts: [], onTheirWay: [] })
  /** How much of a page has been sent, by its hash. */
  readonly progress: ShallowRef<ReadonlyMap<string, number>> = shallowRef(new Map())
  /** What those that do not go wait for. */
  readonly waitsFor: ShallowRef<WaitsFor | null> = shallowRef(null)
  #workplace: Workplace
  #channel
  #uploader: Uploader | null = null
  #settling: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(workplace: Workplace) {
    const { ports, userId, closing } = workplace
    this.#workplace = workplace
    this.kept = new KeptPages(() => openKeptDatabase(`${ports.prefix}documents`), userId)
    this.seen = new SeenPages(`${ownPrefix(ports.prefix, userId)}-replica-pages`, ports.clock.now)
    this.#channel = ports.openChannel(`${ownPrefix(ports.prefix, userId)}-documents`)
    this.#channel.listen((message) => this.#heard(message))
    // Whichever screen asks first: it goes on when that is gone.
    const scope = effectScope(true)
    scope.run(() => {
      watch(workplace.isLeading, (isLeading) => this.#lead(isLeading), { immediate: true })
      watch(workplace.view.snapshot, () => this.#settleSoon())
    })
    const stopWakes = ports.onWake(() => this.#uploader?.revive())
    closing.addEventListener('abort', () => {
      this.#isClosed = true
      scope.stop()
      stopWakes()
      this.#lead(false)
      this.#channel.close()
      void this.kept.close()
      void this.seen.close()
    })
    this.read().catch(ports.report)
  }

  get userId(): string {
    return this.#workplace.userId
  }

  newId = (): string => newId(this.#workplace.ports.clock.now(), this.#workplace.ports.random(16))

  /** Reads anew what is kept. */
  async read(): Promise<void> {
    const [drafts, onTheirWay] = await Promise.all([this.kept.drafts(), this.kept.onTheirWay()])
    if (this.#isClosed) return
    this.held.value = { isRead: true, drafts, onTheirWay }
    const needYou = onTheirWay.filter(({ refused }) => refused !== null).length
    const sent = onTheirWay.filter(({ sentAtMs }) => sentAtMs !== null).length
    this.#workplace.pages.value = { toSend: onTheirWay.length - needYou - sent, needYou }
  }

  /** Something was kept here: every tab sees it, and the one that leads looks what there is to send. */
  async changed(): Promise<void> {
    await this.read()
    this.#tell({ type: 'changed' })
    this.wake()
  }

  wake(): void {
    if (this.#uploader) this.#uploader.wake()
    else this.#tell({ type: 'wake' })
  }

  #lead(isLeading: boolean): void {
    this.#uploader?.stop()
    this.#uploader = null
    if (!isLeading) return
    const { ports, userId, view } = this.#workplace
    const uploader = new Uploader({
      ports,
      userId,
      kept: this.kept,
      waitsForWifi(bytes) {
        const own = ownWifiRule(ports.keep)
        const rule = own === undefined ? view.snapshot.value.company?.documentRule.wifiOnlyOverBytes : own
        return waitsForWifi(bytes, rule ?? null)
      },
      onProgress: (hash, sent) => {
        this.#progressed(hash, sent)
        this.#tell({ type: 'progress', hash, sent })
      },
      onWaits: (waitsFor) => {
        this.waitsFor.value = waitsFor
        this.#tell({ type: 'waits', for: waitsFor })
      },
      onChanged: async () => {
        await this.read()
        this.#tell({ type: 'changed' })
        this.#settleSoon()
      },
    })
    this.#uploader = uploader
    void uploader.run()
    this.#settleSoon()
  }

  #progressed(hash: string, sent: number | null): void {
    const next = new Map(this.progress.value)
    if (sent === null) next.delete(hash)
    else next.set(hash, sent)
    this.progress.value = next
  }

  #heard(message: unknown): void {
    const { data } = z.safeParse(messageSchema, message)
    if (data?.type === 'changed') this.read().catch(this.#workplace.ports.report)
    if (data?.type === 'wake') this.#uploader?.wake()
    if (data?.type === 'progress') this.#progressed(data.hash, data.sent)
    if (data?.type === 'waits') this.waitsFor.value = data.for
  }

  #tell(message: z.infer<typeof messageSchema>): void {
    if (!this.#isClosed) this.#channel.post(message)
  }

  /** Only where this tab leads: one lets go, once. */
  #settleSoon(): void {
    if (!this.#uploader) return
    this.#settling = this.#settling.then(() => this.#settle()).catch(this.#workplace.ports.report)
  }

  /** What became of drafts that were added, of pages on their way, and of copies whose documents are held no more. */
  async #settle(): Promise<void> {
    const { view, ports } = this.#workplace
    const { isReady, catchingUp } = view.snapshot.value
    if (!this.#uploader || !isReady || catchingUp) return
    const [drafts, rows] = await Promise.all([this.kept.drafts(), this.kept.onTheirWay()])
    await this.#dropCopies()
    const clientIds = new Set([...rows, ...drafts.map(({ place }) => place)].map(({ clientId }) => clientId))
    if (clientIds.size === 0) return
    const files = await view.filesOfClients([...clientIds])
    const found = (clientId: string, documentId: string) => documentIn(files.get(clientId) ?? [], documentId)
    let hasChanged = false
    // Killed between the entry and the pages: the document is there, its draft too.
    for (const draft of drafts)
      if (found(draft.place.clientId, draft.id)) {
        await this.kept.send(draft, ports.clock.now())
        hasChanged = true
      }
    const gone: string[] = []
    for (const row of rows) {
      const fate = fateOf(row, {
        document: found(row.clientId, row.documentId) ?? null,
        isHeld: (files.get(row.clientId)?.length ?? 0) > 0,
        outbox: view.snapshot.value.outbox,
        nowMs: ports.clock.now(),
      })
      hasChanged = (await this.#follow(row, fate, gone)) || hasChanged
    }
    await this.kept.letGo(gone)
    if (gone.length > 0 || hasChanged) {
      await this.read()
      this.#tell({ type: 'changed' })
      this.#uploader?.wake()
    }
  }

  async #follow(row: OnItsWay, fate: Fate, gone: string[]): Promise<boolean> {
    if (fate.type === 'wait') return false
    if (fate.type === 'refused') {
      if (row.refused === fate.reason) return false
      await this.kept.change(row.key, { refused: fate.reason })
      return true
    }
    if (fate.type === 'settled') await this.#becomeCopy(row, fate.document)
    gone.push(row.key)
    return true
  }

  /** One's own stays to be seen without a network. */
  async #becomeCopy(row: OnItsWay, { clientId }: Document): Promise<void> {
    const bytes = await this.kept.bytesOf(row.hash)
    if (!bytes?.thumbnail) return
    const { documentId, hash } = row
    const copy = { documentId, clientId, hash, mediaType: 'image/jpeg', isPinned: false }
    // A copy is a comfort; without room for it the page is had again from the server.
    await Promise.all([
      this.seen.keep({ ...copy, form: 'thumbnail', bytes: bytes.thumbnail }),
      row.mediaType === 'image/jpeg' && this.seen.keep({ ...copy, form: 'display', bytes: bytes.upload }),
    ]).catch(() => undefined)
  }

  /** What has left one's scope leaves the device. */
  async #dropCopies(): Promise<void> {
    const { view } = this.#workplace
    const { cards, agenda } = view.snapshot.value
    const key = { cards, agenda }
    if (this.#looked?.cards === cards && this.#looked.agenda === agenda) return
    this.#looked = key
    const sizes = await this.seen.sizes()
    if (sizes.length === 0) return
    const files = await view.filesOfClients([...new Set(sizes.map(({ clientId }) => clientId))])
    const stale = sizes.filter(
      ({ clientId, documentId }) => !documentIn(files.get(clientId) ?? [], documentId),
    )
    await this.seen.forget(stale.map((copy) => copy.key))
  }
  #looked: { cards: unknown; agenda: unknown } | null = null
}

function documentIn(files: readonly SeenFile[], documentId: string): Document | undefined {
  for (const { file } of files) {
    const found = findDocument(file, documentId)
    if (found) return found
  }
  return undefined
}
