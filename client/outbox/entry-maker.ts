import { computed, shallowRef } from 'vue'
import { newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { Decision } from '#shared/journal/decision.ts'
import type { Entry, Subject } from '#shared/journal/entry.ts'
import type { KindName } from '#shared/journal/kinds.ts'
import { holdingOf } from '#shared/journal/permissions.ts'
import {
  decideOnCompany,
  decideOnFile,
  decideOnPerson,
  findKind,
  learnKindsFor,
  mayDecide,
} from '../replica/kinds-here.ts'
import { contextOf } from '../replica/overlay-company.ts'
import { refusedOpenings } from '../replica/refused-openings.ts'
import { contextFor, occurredOn } from '../replica/overlay.ts'
import type { ReplicaView } from '../replica/replica-view.ts'
import type { SeenFile } from '../replica/snapshot.ts'
import type { Ports } from '../session/ports.ts'
import { NotKept, notKept } from './failures.ts'
import type { Made, Wish } from './made.ts'
import type { Outbox } from './outbox.ts'

/** `v`: of the build whose data it is, where that may be another than this one. */
type AnyWish = { kind: string; v?: number; subject: Subject; data: unknown }
/** How entries made together hang together: each decided on what the one before left, kept all or none. */
type Together = { insteadOf?: string; chained?: boolean; allOrNone?: boolean }
/** What one gesture wants of one client. */
export type AnyWishOn = { [Kind in KindName]: { kind: Kind; data: DataOf<Kind> } }[KindName]

/** Turns taps into entries; see `useEntries`. Taps are taken one after the other, each on what the one before left. */
export class EntryMaker {
  #view: ReplicaView
  #outbox: Outbox
  #ports: Ports
  #device: string
  #afterAppend: () => void
  #leavesNow: () => boolean
  #last: Promise<unknown> = Promise.resolve()
  #making = shallowRef(0)
  /** Something that was tapped is not known to be kept yet. */
  readonly isMaking = computed(() => this.#making.value > 0)

  /** `leavesNow`: what is kept now is sent at once, by this tab. */
  constructor(
    view: ReplicaView,
    outbox: Outbox,
    ports: Ports,
    device: string,
    afterAppend: () => void,
    leavesNow: () => boolean = () => false,
  ) {
    this.#leavesNow = leavesNow
    this.#view = view
    this.#outbox = outbox
    this.#ports = ports
    this.#device = device
    this.#afterAppend = afterAppend
  }

  make = async <Kind extends KindName>(kind: Kind, subject: Subject, data: DataOf<Kind>): Promise<Made> => {
    const [made] = await this.#inTurn(() => this.#makeAll([{ kind, subject, data }]))
    return must(made, 'what became of the tap')
  }

  makeBatch = <Kind extends KindName>(kind: Kind, wishes: readonly Wish<Kind>[]): Promise<Made[]> =>
    this.#inTurn(() =>
      this.#makeAll(
        wishes.map((wish) => ({ kind, ...wish })),
        this.#newId(),
      ),
    )

  /**
   * One gesture of several entries on one client, each decided on what the one before left: all are kept, or none. Returns
   * what became of each, and of one that stood in the way alone.
   */
  makeGesture = (clientId: string, wishes: readonly AnyWishOn[]): Promise<Made[]> =>
    this.#inTurn(async () => {
      const subject: Subject = { type: 'client', id: clientId }
      return this.#makeAll(
        wishes.map((wish) => ({ ...wish, subject })),
        this.#newId(),
        { chained: true, allOrNone: true },
      )
    })

  undo = (entryIds: readonly string[]): Promise<Made[]> => this.#inTurn(() => this.#undo(entryIds))

  tryAgain = (entryId: string): Promise<Made> =>
    this.#inTurn(async () => {
      const { entry } = must(await this.#recordOf(entryId), 'the entry to try again')
      const { kind, v, subject, data } = entry
      const [made] = await this.#makeAll([{ kind, v, subject, data }], undefined, { insteadOf: entryId })
      return must(made, 'what became of the entry')
    })

  async #makeAll(
    wishes: readonly AnyWish[],
    batch?: string,
    { insteadOf, chained = false, allOrNone = false }: Together = {},
  ): Promise<Made[]> {
    const entries: Entry[] = []
    const made: Made[] = []
    let isKnown = true
    await learnKindsFor(wishes).catch(this.#ports.report)
    const clientIds = wishes.flatMap(({ subject }) => (subject.type === 'client' ? [subject.id] : []))
    const held = await this.#view.filesOfClients(clientIds).catch(notKept)
    // Where the files cannot be read the entry could not be kept either, and somebody waits to hear it.
    if (held instanceof NotKept) return wishes.map(() => ({ type: 'notKept', because: held.because }))
    const files = new Map(held)
    for (const wish of wishes) {
      const entry = this.#entryOf(wish, batch)
      const decision: Decision = isKnown ? this.#decide(entry, files, chained) : { type: 'unknown' }
      if (decision.type === 'refused' || decision.type === 'noop') {
        if (allOrNone) return [decision]
        made.push(decision)
      } else {
        // What follows on something only the server can decide, only the server can decide.
        isKnown &&= !allOrNone || decision.type === 'applied'
        const predicted = decision.type === 'parked' ? { type: 'unknown' as const } : decision
        made.push({ type: 'kept', entryId: entry.id, decision: predicted })
        entries.push(entry)
      }
    }
    if (entries.length === 0) return made
    // Nobody waits for the disk to see what they did; that it is kept is told when it is.
    const expected = this.#view.expect(entries)
    try {
      await this.#outbox.append(entries, insteadOf, this.#leavesNow())
    } catch (error) {
      expected.takeBack()
      const { because } = notKept(error)
      return made.map((one) => (one.type === 'kept' ? { type: 'notKept', because } : one))
    }
    expected.keep()
    this.#afterAppend()
    const shown = this.#show()
    if (!expected.isShown || insteadOf !== undefined) await shown
    return made
  }

  /** What is on disk is done: a screen that cannot be read now must not make its author do it again. */
  async #show(): Promise<void> {
    await this.#view.refresh().catch(this.#ports.report)
  }

  #entryOf({ kind, v, subject, data }: AnyWish, batch?: string): Entry {
    const { userId, seen } = this.#view.snapshot.value
    return {
      id: this.#newId(),
      kind,
      v: v ?? findKind(kind)?.v ?? 1,
      by: userId,
      subject,
      at: this.#ports.clock.now(),
      device: this.#device,
      seen,
      ...(batch !== undefined && { batch }),
      data,
    }
  }

  /** `goesOn`: what comes next is decided on what this leaves. */
  #decide(entry: Entry, files: Map<string, SeenFile[]>, goesOn: boolean): Decision {
    const { company, preferences, me } = this.#view.snapshot.value
    // Of a newer build, tried again in a tab that has not been updated.
    const read = findKind(entry.kind)?.read(entry)
    if (!company || !read || 'unknown' in read) return { type: 'unknown' }
    const { subject } = entry
    switch (subject.type) {
      case 'company':
        return findKind(entry.kind)?.may[me.role] === 'everywhere'
          ? decideOnCompany(entry, contextOf(company, entry.at)).decision
          : { type: 'refused', refusal: { type: 'notAllowed' } }
      case 'person': {
        const latest = Math.max(0, ...Object.values(preferences.stamps).map(({ at }) => at))
        return decideOnPerson(
          entry,
          preferences,
          contextOf(company, entry.at, Math.max(entry.at, latest + 1)),
        ).decision
      }
      case 'client': {
        const all = files.get(subject.id) ?? []
        const seen = fileFor(entry, all)
        if (!seen) return { type: 'refused', refusal: { type: 'notFound', what: 'client' } }
        const { file, holds, history } = seen
        if (!mayDecide(entry, me.role, holdingOf(me, file), file)) return refusalOf(entry)
        const occurred = occurredOn(file, entry.at)
        const { decided, file: after } = decideOnFile(entry, file, holds, {
          // What is on the screen is seen: nothing there was closed after this.
          ...contextFor(company, occurred, occurred, history),
          refusedOpening: (actionId) => refusedOpenings(this.#view.snapshot.value.outbox).get(actionId),
        })
        if (goesOn)
          files.set(
            subject.id,
            all.map((one) => (one === seen ? { ...seen, file: after } : one)),
          )
        return must(decided[0], 'the decision').decision
      }
    }
  }

  async #undo(entryIds: readonly string[]): Promise<Made[]> {
    const records = (await this.#outbox.all()).filter(({ entry }) => entryIds.includes(entry.id)).toReversed()
    const gone = new Set(await this.#outbox.withdraw(records.map(({ entry }) => entry.id)))
    if (gone.size > 0) await this.#show()
    const left = records.filter(({ entry }) => !gone.has(entry.id))
    return left.length === 0
      ? []
      : this.#makeAll(
          left.map(({ entry }) => undoOf(entry)),
          this.#newId(),
          { chained: true },
        )
  }

  async #recordOf(entryId: string) {
    return (await this.#outbox.all()).find(({ entry }) => entry.id === entryId)
  }

  #newId(): string {
    return newId(this.#ports.clock.now(), this.#ports.random(16))
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    this.#making.value++
    const turn = this.#last.then(run, run).finally(() => this.#making.value--)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}

function undoOf(entry: Entry): AnyWish {
  const read = findKind(entry.kind)?.read(entry)
  const touched = read && 'touched' in read ? read.touched : {}
  const { actionIds = [], itemIds = [] } = touched
  return {
    kind: 'entry.undone',
    subject: entry.subject,
    data: { entryId: entry.id, actionIds: [...actionIds], itemIds: [...itemIds] },
  }
}

/** The client file, or of the case files the one that knows most of what the entry works on. */
function fileFor(entry: Entry, files: readonly SeenFile[]): SeenFile | undefined {
  const read = findKind(entry.kind)?.read(entry)
  const touched = read && 'touched' in read ? read.touched : {}
  const known = ({ file }: SeenFile) =>
    file.actions.filter(({ id }) => touched.actionIds?.includes(id)).length +
    file.items.filter(({ id }) => touched.itemIds?.includes(id)).length
  return files.toSorted((a, b) => known(b) - known(a))[0]
}

/** What is malformed is said to be so; everything else that may not be decided is not allowed. */
function refusalOf(entry: Entry): Decision {
  const read = findKind(entry.kind)?.read(entry)
  return { type: 'refused', refusal: read && 'refusal' in read ? read.refusal : { type: 'notAllowed' } }
}
