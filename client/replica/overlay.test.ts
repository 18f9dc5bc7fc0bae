// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { type OutboxRecord, isFinal } from '../outbox/record.ts'
import { aDocument } from '#shared/testing/document-entries.ts'
import { DISPUTE, PRICE, RESOLVED, aClientFile, aPerson, id } from './testing/a-company.ts'
import { FakeServer } from './testing/fake-server.ts'
import { overlay } from './overlay.ts'
import { occurredBefore, pendingOf } from './pending.ts'
import type { StoredFile } from './stored-file.ts'

const CLIENT = id(1)
const TODAY = '2026-11-22'
const START = Date.parse('2026-11-22T10:00:00Z')
const items = [id(1000), id(1001), id(1002), id(1003)]
const actions = [id(501), id(502)]

const someItems = fc.subarray(items, { minLength: 1 })
const anAction = fc.constantFrom(...actions)
const aDay = fc.constantFrom('2026-11-25', '2026-12-01', '2026-12-24')

const opening = (actionId: string, dueOn: string) => ({
  actionId,
  type: 'followUp',
  kind: 'dispute',
  name: 'Price dispute',
  dueOn,
  ownerId: 'ana',
  resolverId: null,
  reasonId: PRICE,
})

const wish = fc.oneof(
  fc
    .record({
      itemIds: someItems,
      statusId: fc.constantFrom(DISPUTE, RESOLVED),
      open: fc.option(anAction),
      day: aDay,
    })
    .map(({ itemIds, statusId, open, day }) => ({
      kind: 'items.requalified',
      data: {
        itemIds,
        on: TODAY,
        statusId,
        comment: null,
        reasonId: null,
        disputedMinor: {},
        next: open === null ? { mode: 'scenario' } : { mode: 'open', opening: opening(open, day) },
      },
    })),
  fc.record({ actionId: anAction, itemIds: someItems, day: aDay }).map(({ actionId, itemIds, day }) => ({
    kind: 'action.opened',
    data: { ...opening(actionId, day), on: TODAY, itemIds, move: false, comment: null },
  })),
  fc.record({ actionId: anAction, dueOn: aDay }).map(({ actionId, dueOn }) => ({
    kind: 'action.changed',
    data: { actionId, fields: { dueOn }, comment: null },
  })),
  fc.record({ actionId: anAction }).map(({ actionId }) => ({
    kind: 'action.closed',
    data: {
      actionId,
      on: TODAY,
      itemsBecome: 'disputeResolved',
      resolutionId: null,
      rootCauseId: null,
      comment: null,
    },
  })),
  fc.record({ actionId: anAction, dueOn: aDay }).map(({ actionId, dueOn }) => ({
    kind: 'action.reopened',
    data: { actionId, on: TODAY, dueOn },
  })),
  fc.record({ actionId: fc.option(anAction) }).map(({ actionId }) => ({
    kind: 'comment.written',
    data: { actionId, itemIds: [], text: 'Called', visibility: 'internal' },
  })),
  fc.record({ back: fc.integer({ min: 1, max: 3 }) }).map((data) => ({ kind: 'undo', data })),
)

const tapped = fc.array(wish, { minLength: 1, maxLength: 8 })

function entriesOf(wishes: readonly { kind: string; data: object }[]) {
  return wishes.map(({ kind, data }, index) => {
    const at = START + index * 1000
    const entry = {
      id: id(0x9000 + index),
      v: 1,
      by: 'ana',
      subject: { type: 'client' as const, id: CLIENT },
      at,
      device: 'phone',
      seen: { version: 1, stamp: 's1' },
    }
    const undone = { entryId: id(0x9000 + Math.max(0, index - 1)), actionIds: [], itemIds: [] }
    return kind === 'undo' ? { ...entry, kind: 'entry.undone', data: undone } : { ...entry, kind, data }
  })
}

function aServer() {
  return new FakeServer([aPerson('ana', 'collector')], [aClientFile(1, 4)], () => START)
}

function stored(server: FakeServer): StoredFile {
  const file = must(server.files.get(CLIENT), 'the file')
  return {
    fileId: `client:${CLIENT}`,
    holds: 'client',
    version: server.version,
    file,
    figures: null,
    history: 0,
  }
}

const openedWithDueDay = {
  kind: 'action.opened',
  data: { ...opening(id(501), '2026-11-25'), on: TODAY, itemIds: [], move: false, comment: null },
}

const dueOn = (day: string) => ({
  kind: 'action.changed',
  data: { actionId: id(501), fields: { dueOn: day }, comment: null },
})

type Entries = ReturnType<typeof entriesOf>

/** What is seen when all were tapped in this order, some are `told`, and the others wait for an update. */
function seenAfter(server: FakeServer, told: Entries, all: Entries) {
  const entries = told.map((entry, at) => ({ n: at + 1, entry }))
  server.push({ stream: id(1), sentAt: START, device: 'phone', waiting: 0, entries }, 'ana')
  const { version } = stored(server)
  const record = { userId: 'ana', stream: id(1), n: 1, settledAtMs: null, isDismissed: false, version }
  const records = all.map((entry, seq): OutboxRecord =>
    told.includes(entry)
      ? { ...record, seq, entry, state: 'settled', outcome: { type: 'applied' } }
      : { ...record, seq, entry, state: 'sent', outcome: { type: 'deferred' } },
  )
  const waiting = pendingOf(records, version)
  const before = occurredBefore(records, version, server.history)
  const company = server.company()
  return overlay(stored(server), server.history, waiting, company, TODAY, new Map(), new Map(), before)
}

/** Versions are the server's to give. */
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner: unknown) => (key === 'version' ? undefined : inner))

describe('the overlay', () => {
  it('over the replica is the replica after the entries have settled', () => {
    fc.assert(
      fc.property(tapped, (wishes) => {
        const server = aServer()
        const entries = entriesOf(wishes)
        const seen = overlay(stored(server), [], entries, server.company(), TODAY)
        server.push(
          {
            stream: id(1),
            sentAt: START,
            device: 'phone',
            waiting: 0,
            entries: entries.map((entry, index) => ({ n: index + 1, entry })),
          },
          'ana',
        )
        expect(bare(seen.file)).toEqual(bare(stored(server).file))
        expect(seen.history.map(({ id, changes }) => ({ id, changes }))).toEqual(
          server.history.map(({ id, changes }) => ({ id, changes })),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('of entries the replica already knows changes nothing: decided twice is decided once', () => {
    fc.assert(
      fc.property(wish, (one) => {
        const server = aServer()
        const [entry] = entriesOf([one])
        if (!entry || entry.kind === 'entry.undone') return
        server.push(
          { stream: id(1), sentAt: START, device: 'phone', waiting: 0, entries: [{ n: 1, entry }] },
          'ana',
        )
        const history = server.history
        const seen = overlay(stored(server), history, [entry], server.company(), TODAY)
        expect(unstamped(seen.file)).toEqual(unstamped(stored(server).file))
        expect(seen.history).toEqual(history)
      }),
      { numRuns: 200 },
    )
  })

  it('lets one’s own tap win over a later stamp on the screen', () => {
    const server = aServer()
    const [opened, changed] = entriesOf([
      {
        kind: 'action.opened',
        data: { ...opening(id(501), '2026-11-25'), on: TODAY, itemIds: [], move: false, comment: null },
      },
      { kind: 'action.changed', data: { actionId: id(501), fields: { dueOn: '2026-12-24' }, comment: null } },
    ])
    if (!opened || !changed) throw new Error('two entries')
    server.push(
      { stream: id(1), sentAt: START, device: 'phone', waiting: 0, entries: [{ n: 1, entry: opened }] },
      'ana',
    )
    const ahead = { at: START + 9_000_000, entry: 'somebody' }
    server.change(CLIENT, (file) => ({
      ...file,
      actions: file.actions.map((action) => ({ ...action, stamps: { dueOn: ahead } })),
    }))
    const seen = overlay(stored(server), server.history, [changed], server.company(), TODAY)
    expect(seen.file.actions[0]?.dueOn).toBe('2026-12-24')
  })

  it('lets one’s own change of a document win over a later stamp on the screen', () => {
    const server = aServer()
    const [renamed] = entriesOf([
      {
        kind: 'document.changed',
        data: { documentId: id(700), actionId: null, itemIds: [], fields: { name: 'Letter' } },
      },
    ])
    if (!renamed) throw new Error('one entry')
    const ahead = { at: START + 9_000_000, entry: 'somebody' }
    server.change(CLIENT, (file) => ({
      ...file,
      documents: [aDocument('Note', {}, { id: id(700), stamps: { name: ahead } })],
    }))
    const seen = overlay(stored(server), server.history, [renamed], server.company(), TODAY)
    expect(seen.file.documents[0]?.name).toBe('Letter')
  })

  it('lets what was tapped later and is told already stand over what waits for an update', () => {
    const server = aServer()
    const [opened, waits, later] = entriesOf([openedWithDueDay, dueOn('2026-12-24'), dueOn('2026-12-01')])
    if (!opened || !waits || !later) throw new Error('three entries')
    const seen = seenAfter(server, [opened, later], [opened, waits, later])
    expect(seen.file.actions[0]?.dueOn).toBe('2026-12-01')
  })

  it('keeps the order of several that wait for an update, though what was tapped after them is told', () => {
    const server = aServer()
    const renamed = {
      ...dueOn('2026-12-01'),
      data: { actionId: id(501), fields: { name: 'Again' }, comment: null },
    }
    const wishes = [openedWithDueDay, ...['2026-12-24', '2026-12-01', '2026-12-24'].map(dueOn), renamed]
    const all = entriesOf(wishes).map((entry, at) => ({
      ...entry,
      at: START,
      id: id(at === 0 ? 1 : 0x9000 - at),
    }))
    const [opened, first, second, third, later] = all
    if (!opened || !first || !second || !third || !later) throw new Error('five entries')
    const seen = seenAfter(server, [opened, later], all)
    expect(seen.history.map(({ id }) => id)).toEqual(
      [opened, later, first, second, third].map(({ id }) => id),
    )
    expect(seen.file.actions[0]?.dueOn).toBe('2026-12-24')
  })

  it('keeps what was tapped before somebody else closed the action', () => {
    const server = aServer()
    const [opened, changed] = entriesOf([
      {
        kind: 'action.opened',
        data: { ...opening(id(501), '2026-11-25'), on: TODAY, itemIds: [], move: false, comment: null },
      },
      { kind: 'action.changed', data: { actionId: id(501), fields: { dueOn: '2026-12-24' }, comment: null } },
    ])
    if (!opened || !changed) throw new Error('two entries')
    server.push(
      { stream: id(1), sentAt: START, device: 'phone', waiting: 0, entries: [{ n: 1, entry: opened }] },
      'ana',
    )
    server.change(CLIENT, (file) => ({
      ...file,
      actions: file.actions.map((action) => ({
        ...action,
        closedOn: TODAY,
        closedBy: 'ben',
        closedAt: changed.at + 1,
      })),
    }))
    const seen = overlay(stored(server), server.history, [changed], server.company(), TODAY)
    expect(seen.history.map(({ id }) => id)).toEqual([opened.id, changed.id])
  })

  it('marks what only the server can decide', () => {
    const server = aServer()
    const [undo] = entriesOf([{ kind: 'undo', data: {} }])
    if (!undo) throw new Error('one entry')
    const strange = { ...undo, data: { entryId: id(0x7777), actionIds: [], itemIds: [] } }
    const seen = overlay(stored(server), [], [strange], server.company(), TODAY)
    expect(seen.checkedWhenSentIds).toEqual([strange.id])
    expect(seen.file).toEqual(stored(server).file)
    expect(isFinal({ type: 'deferred' })).toBe(false)
  })
})

const unstamped = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    key === 'version' || key === 'stamps' ? undefined : inner,
  )
