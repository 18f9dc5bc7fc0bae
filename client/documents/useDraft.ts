import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { DocumentType } from '#shared/documents/document.ts'
import { MAX_PAGES } from '#shared/documents/allowed-types.ts'
import { cleanName } from '#shared/documents/clean-name.ts'
import type { PageProblem } from '#shared/documents/document-problems.ts'
import { isFull } from '../session/alive.ts'
import { useTelling } from '../items/useTelling.ts'
import { useEntries } from '../outbox/useEntries.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWorkplace } from '../session/workplace.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import type { Draft, Place } from './kept-database.ts'
import { makePage } from './make-page.ts'
import { createShrinker } from './shrinker.ts'
import { useDocuments } from './useDocuments.ts'

export type Trouble = {
  name: string
  problem: PageProblem | 'unreadable' | 'tooManyPages' | 'storageFull' | 'notKept'
}

/** A document in the making: kept with every change, so that it is there again whatever becomes of the page. */
export function useDraft() {
  const work = useDocuments()
  const { ports } = useWorkplace()
  const { make } = useEntries()
  const { tell } = useTelling()
  const { t } = useWords()
  const { instant } = useFormat()
  const { company } = useCompany()
  const shrinker = createShrinker()
  onScopeDispose(() => shrinker.close())

  const draft = shallowRef<Draft | null>(null)
  /** Files that are being read. */
  const underWay = ref(0)
  const troubles = ref<Trouble[]>([])
  /** Null until it is known; false: told before a picture is taken. */
  const hasRoom = ref<boolean | null>(null)

  let last: Promise<unknown> = Promise.resolve()
  /** One change after the other, each on what the one before left. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const mine = last.then(run, run)
    last = mine.catch(() => undefined)
    return mine
  }

  async function begin(place: Place): Promise<void> {
    await inTurn(async () => {
      troubles.value = []
      const before = (await work.kept.drafts()).find((one) => isSamePlace(one.place, place))
      draft.value = before ? { ...before, isOpen: true } : freshDraft(place)
      await keep(draft.value)
      hasRoom.value = await work.kept.takeRoom()
      await work.read()
    }).catch(failed)
  }

  function freshDraft(place: Place): Draft {
    return {
      id: work.newId(),
      userId: work.userId,
      // Kept as they are, not as what the screen follows.
      place: { ...place, itemIds: [...place.itemIds] },
      name: null,
      type: 'photo',
      remark: '',
      isShownToCustomer: false,
      pages: [],
      capturedAtMs: null,
      changedAtMs: ports.clock.now(),
      isOpen: true,
    }
  }

  async function keep(next: Draft): Promise<void> {
    await work.kept.keepDraft(next)
    draft.value = next
  }

  function failed(error: unknown): void {
    ports.report(error)
    const problem = isFull(error) ? 'storageFull' : 'notKept'
    if (problem === 'storageFull') hasRoom.value = false
    troubles.value = [...troubles.value, { name: '', problem }]
  }

  const change = (fields: Partial<Draft>) =>
    inTurn(async () => {
      if (draft.value) await keep({ ...draft.value, ...fields, changedAtMs: ports.clock.now() })
    }).catch(failed)

  async function addFiles(files: readonly File[]): Promise<void> {
    troubles.value = []
    underWay.value += files.length
    for (const file of files)
      await inTurn(() => addFile(file))
        .catch(failed)
        .finally(() => underWay.value--)
  }

  async function addFile(file: File): Promise<void> {
    const before = draft.value
    if (!before) return
    const trouble = (problem: Trouble['problem']) =>
      (troubles.value = [...troubles.value, { name: file.name, problem }])
    if (before.pages.length >= MAX_PAGES) return void trouble('tooManyPages')
    const made = await makePage(shrinker, file, company.value.documentRule)
    if (made.type === 'problem') return void trouble(made.problem)
    const { page, bytes } = made
    if (before.pages.some(({ hash }) => hash === page.hash)) return
    const nowMs = ports.clock.now()
    const takenMs = file.lastModified > 0 && file.lastModified <= nowMs ? file.lastModified : nowMs
    const isFirst = before.pages.length === 0
    const next: Draft = {
      ...before,
      pages: [...before.pages, page],
      capturedAtMs: Math.min(before.capturedAtMs ?? takenMs, takenMs),
      changedAtMs: nowMs,
      ...(isFirst && before.type === 'photo' && bytes.thumbnail === null && { type: 'other' as const }),
    }
    await work.kept.keepPage(next, page, bytes)
    draft.value = next
    hasRoom.value = await work.kept.takeRoom()
  }

  const turn = (hash: string) =>
    inTurn(async () => {
      const before = draft.value
      const bytes = await work.kept.bytesOf(hash)
      if (!before || !bytes) return
      const small = await shrinker.turn(new Blob([bytes.upload]))
      const { thumbnail, hints, width, height, mediaType } = small
      const pages = before.pages.map((page) =>
        page.hash === hash
          ? { ...page, hash: small.hash, mediaType, bytes: small.bytes.byteLength, width, height, hints }
          : page,
      )
      const page = pages.find((one) => one.hash === small.hash)
      if (!page) return
      const next = { ...before, pages, changedAtMs: ports.clock.now() }
      await work.kept.keepPage(next, page, { upload: small.bytes, thumbnail })
      draft.value = next
    }).catch(failed)

  const remove = (hash: string) =>
    inTurn(async () => {
      if (!draft.value) return
      await keep({ ...draft.value, pages: draft.value.pages.filter((page) => page.hash !== hash) })
      await work.kept.sweep()
    }).catch(failed)

  const move = (hash: string, by: -1 | 1) =>
    inTurn(async () => {
      if (!draft.value) return
      const pages = [...draft.value.pages]
      const from = pages.findIndex((page) => page.hash === hash)
      const [page] = pages.splice(from, 1)
      if (page) pages.splice(Math.max(0, from + by), 0, page)
      await keep({ ...draft.value, pages })
    }).catch(failed)

  /** What it is called when nobody says otherwise. */
  const proposedName = computed(() => {
    const { type = 'photo', pages = [], capturedAtMs } = draft.value ?? {}
    const [first] = pages
    if (first && pages.length === 1 && type === 'other' && first.name !== '') return first.name
    const what = t(`documents.type.${type satisfies DocumentType}`)
    return capturedAtMs === null || capturedAtMs === undefined
      ? what
      : `${what}, ${instant(capturedAtMs).replaceAll(':', '.')}`
  })

  /** The document is added, and its pages go when they can. The draft goes last: killed in between, it is done at the next start. */
  async function add(): Promise<boolean> {
    await last
    const done = draft.value
    if (!done || done.pages.length === 0) return false
    const name = cleanName(done.name ?? '') || cleanName(proposedName.value)
    const made = await make(
      'document.added',
      { type: 'client', id: done.place.clientId },
      {
        documentId: done.id,
        actionId: done.place.actionId,
        itemIds: [...done.place.itemIds],
        name,
        type: done.type,
        remark: done.remark.trim() || null,
        isShownToCustomer: done.isShownToCustomer,
        pages: done.pages.map(({ hash, mediaType, bytes, width, height }) => ({
          hash,
          mediaType,
          bytes,
          width,
          height,
        })),
        capturedAt: done.capturedAtMs ?? ports.clock.now(),
      },
    )
    const isKept = tell([made], () => t('documents.capture.added', { name }))
    if (!isKept && made.type !== 'noop') return false
    draft.value = null
    await work.kept.send({ ...done, isOpen: false }, ports.clock.now()).catch(ports.report)
    await work.kept.giveRoom().catch(() => undefined)
    await work.changed()
    return true
  }

  /** Put away: what has pages is kept, what has none was never begun. */
  async function leave(): Promise<void> {
    await inTurn(async () => {
      const left = draft.value
      draft.value = null
      if (left) {
        if (left.pages.length === 0) await work.kept.forgetDraft(left.id)
        else await work.kept.keepDraft({ ...left, isOpen: false })
      }
      await work.kept.giveRoom()
      await work.changed()
    }).catch(ports.report)
  }

  async function discard(): Promise<void> {
    const left = draft.value
    draft.value = null
    if (left) await inTurn(() => work.kept.forgetDraft(left.id)).catch(ports.report)
    await work.kept.giveRoom().catch(() => undefined)
    await work.changed()
  }

  return {
    draft,
    underWay,
    troubles,
    hasRoom,
    proposedName,
    begin,
    change,
    addFiles,
    turn,
    remove,
    move,
    add,
    leave,
    discard,
  }
}

export function isSamePlace(a: Place, b: Place): boolean {
  return (
    a.clientId === b.clientId &&
    a.actionId === b.actionId &&
    a.itemIds.length === b.itemIds.length &&
    a.itemIds.every((id) => b.itemIds.includes(id))
  )
}
