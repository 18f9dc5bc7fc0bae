import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import { rowsOf } from '../db/rows.ts'
import { TODAY, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import { pull } from '../testing/read-pull.ts'

const DAY = 86_400_000

/** A client with a case of the resolver's, which has gone from the collector to the sales person meanwhile. */
async function aMovedClient() {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const ana = company.personOf('collector')
  const bob = company.personOf('creditManager')
  const actionId = randomUUID()
  const open = (id: string, by: string, items: string[], fields: Partial<DataOf<'action.opened'>> = {}) =>
    company.entry('action.opened', by, clientId, {
      actionId: id,
      type: 'followUp',
      kind: 'dispute',
      name: 'Pallet 7',
      dueOn: TODAY,
      ownerId: bob,
      resolverId: company.personOf('resolver'),
      reasonId: null,
      on: TODAY,
      itemIds: items,
      move: false,
      comment: null,
      ...fields,
    })
  const opened = open(actionId, ana, itemIds.slice(0, 1))
  await company.push(ana, opened)
  const pulled = async (person: string, from: string | null = null): Promise<PullAnswer> => {
    const page = await pull(
      company.database,
      { companyId: company.id, personId: person },
      from,
      company.clock.now,
    )
    if (!page.more) return page
    const rest = await pulled(person, page.cursor)
    return { ...rest, files: [...page.files, ...rest.files], history: [...page.history, ...rest.history] }
  }
  const { cursor, version, stamp } = await pulled(ana)
  const seen = { version, stamp }
  await company.push(bob, company.entry('client.assigned', bob, clientId, { collectorId: bob }))
  const change = (id: string, dueOn: string, more: Partial<Entry> = { seen }) =>
    company.entry('action.changed', ana, clientId, { actionId: id, fields: { dueOn }, comment: null }, more)
  const accept = (parkedId: string, by = bob, id: string | null = actionId) =>
    company.entry('parked.accepted', by, clientId, { parkedId, actionId: id, on: TODAY })
  const decline = (parkedId: string, comment: string | null, by = bob) =>
    company.entry('parked.declined', by, clientId, { parkedId, actionId, comment })
  return {
    company,
    clientId,
    itemIds,
    ana,
    bob,
    actionId,
    opened,
    open,
    pulled,
    cursor,
    seen,
    change,
    accept,
    decline,
  }
}

function answerIn(page: PullAnswer, entryId: string): Outcome | undefined {
  return page.outcomes.find((settled) => settled.entryId === entryId)?.outcome
}

describe('work of somebody who has lost the client', () => {
  it('waits in the file of who has it now, and for who holds its case, and for nobody else', async () => {
    const { company, ana, bob, actionId, pulled, change, open, itemIds, clientId, seen } =
      await aMovedClient()
    const later = change(actionId, '2026-12-24')
    const opening = { ...open(randomUUID(), ana, itemIds.slice(1, 2), { name: 'Pallet 8' }), seen }
    expect(await company.push(ana, later, opening)).toEqual([
      { type: 'parked', for: 'newOwner' },
      { type: 'parked', for: 'newOwner' },
    ])
    const parkedFor = async (person: string) =>
      (await pulled(person)).files.flatMap(({ kind, rows }) =>
        rows.parked.map(({ id, by }) => [kind, id, by]),
      )
    expect((await parkedFor(bob)).sort()).toEqual(
      [later.id, opening.id].sort().map((id) => ['client', id, ana]),
    )
    expect(await parkedFor(company.personOf('resolver'))).toEqual([['case', later.id, ana]])
    expect(await parkedFor(ana)).toEqual([])
    const [row] = (await pulled(bob)).files.filter(({ id }) => id === clientId)
    expect(row?.rows.parked.find(({ id }) => id === later.id)).toMatchObject({
      actionId,
      because: 'moved',
      lapsesOn: '2026-12-22',
    })
  })

  it('waits, too, when it was done before the first pages had all come', async () => {
    const { company, ana, bob, actionId, change, clientId } = await aMovedClient()
    const assigned = (collectorId: string) =>
      company.push(bob, company.entry('client.assigned', bob, clientId, { collectorId }))
    await assigned(ana)
    company.clock.now += 60_000
    const early = change(actionId, '2026-12-24', { seen: { version: 0, stamp: '' } })
    company.clock.now += 60_000
    await assigned(bob)
    expect(await company.push(ana, early)).toEqual([{ type: 'parked', for: 'newOwner' }])
  })

  it('is done when it is accepted; its author is told by the next pull, once', async () => {
    const { company, ana, bob, actionId, pulled, change, accept, cursor } = await aMovedClient()
    const later = change(actionId, '2026-12-24')
    await company.push(ana, later)
    const before = await pulled(ana, cursor)
    expect(answerIn(before, later.id)).toEqual({ type: 'parked', for: 'newOwner' })
    const bobs = await pulled(bob)
    expect(await company.push(bob, accept(later.id))).toEqual([{ type: 'applied' }])
    expect(company.commits.at(-1)?.personIds).toContain(ana)

    const after = await pulled(ana, before.cursor)
    expect(after.outcomes).toMatchObject([{ entryId: later.id, outcome: { type: 'applied' } }])
    expect(after.files).toEqual([])
    const [patch] = (await pulled(bob, bobs.cursor)).files
    expect(patch?.rows.actions).toMatchObject([{ id: actionId, dueOn: '2026-12-24' }])
    expect(patch?.rows.parked).toMatchObject([{ id: later.id, decision: 'accepted', decidedBy: bob }])
    expect(await company.push(ana, later)).toEqual([{ type: 'applied' }])
    expect(await company.push(bob, accept(later.id))).toEqual([{ type: 'noop', reason: 'alreadySo' }])
  })

  it('takes back what it was to undo when it is accepted', async () => {
    const { company, ana, bob, clientId, actionId, opened, accept, pulled, cursor, seen } =
      await aMovedClient()
    const data = { entryId: opened.id, actionIds: [actionId], itemIds: [] }
    const undo = company.entry('entry.undone', ana, clientId, data, { seen })
    expect(await company.push(ana, undo)).toEqual([{ type: 'parked', for: 'newOwner' }])

    expect(await company.push(bob, accept(undo.id))).toEqual([{ type: 'applied' }])
    expect(answerIn(await pulled(ana, cursor), undo.id)).toEqual({ type: 'applied' })
    const [file] = (await pulled(bob)).files.filter(({ id }) => id === clientId)
    expect(file?.rows.actions.find(({ id }) => id === actionId)).toMatchObject({ removed: true })
  })

  it('comes to nothing when it is declined, and its author reads why', async () => {
    const { company, ana, bob, actionId, pulled, change, decline, accept, cursor } = await aMovedClient()
    const later = change(actionId, '2026-12-24')
    await company.push(ana, later)
    expect(await company.push(bob, decline(later.id, 'the truck comes'), accept(later.id))).toMatchObject([
      { type: 'applied' },
      { type: 'refused', refusal: { type: 'alreadyDecided', by: bob } },
    ])
    expect(answerIn(await pulled(ana, cursor), later.id)).toEqual({
      type: 'refused',
      refusal: { type: 'declined', by: bob, text: 'the truck comes' },
    })
  })

  it('is answered by nobody who may not do it', async () => {
    const { company, ana, actionId, change, accept } = await aMovedClient()
    const later = change(actionId, '2026-12-24')
    await company.push(ana, later)
    for (const by of [ana, company.personOf('departmentUser'), company.personOf('sales')])
      expect(await company.push(by, accept(later.id, by))).toEqual([
        { type: 'refused', refusal: { type: 'notAllowed' } },
      ])
    const resolver = company.personOf('resolver')
    expect(await company.push(resolver, accept(later.id, resolver))).toEqual([{ type: 'applied' }])
  })

  it('that adds is taken late for a month, and waits after that, but is never refused', async () => {
    const { company, ana, clientId, seen, pulled, bob } = await aMovedClient()
    const words = () =>
      company.entry(
        'comment.written',
        ana,
        clientId,
        { actionId: null, itemIds: [], text: 'they will pay', visibility: 'internal' },
        { seen },
      )
    const [soon, long] = [words(), words()]
    company.clock.now += 29 * DAY
    expect(await company.push(ana, soon)).toEqual([{ type: 'applied', late: true }])
    company.clock.now += 2 * DAY
    const stream = { id: randomUUID(), personId: ana, device: 'other' }
    const [answer] = await company.journal.submit({
      companyId: company.id,
      stream,
      sentAt: company.clock.now,
      entries: [{ n: 1, entry: long }],
    })
    expect(answer?.outcome).toEqual({ type: 'parked', for: 'newOwner' })
    const parked = (await pulled(bob)).files.flatMap(({ rows }) => rows.parked)
    expect(parked).toMatchObject([{ id: long.id, because: 'late' }])
  })

  it('names no case its author cannot see when it is accepted', async () => {
    const { company, ana, bob, itemIds, open, seen, accept, pulled, cursor } = await aMovedClient()
    const opening = { ...open(randomUUID(), ana, itemIds.slice(0, 1), { name: 'Pallet 8' }), seen }
    await company.push(ana, opening)
    expect(await company.push(bob, accept(opening.id, bob, null))).toEqual([{ type: 'applied' }])
    expect(answerIn(await pulled(ana, cursor), opening.id)).toEqual({
      type: 'refused',
      refusal: { type: 'inOtherAction', itemIds: [], actionId: null },
    })
  })
})

describe('items that come to a case closed meanwhile', () => {
  it('wait for its owner, who reopens it with them', async () => {
    const { company, bob, itemIds, clientId, actionId, pulled, accept } = await aMovedClient()
    const cy = company.personOf('administrator')
    const associate = company.entry('items.associated', cy, clientId, {
      actionId,
      itemIds: itemIds.slice(1, 2),
      move: false,
      on: TODAY,
    })
    company.clock.now += 1000
    await company.push(
      bob,
      company.entry('action.closed', bob, clientId, {
        actionId,
        on: TODAY,
        itemsBecome: 'asBefore',
        resolutionId: null,
        rootCauseId: null,
        comment: null,
      }),
    )
    expect(await company.push(cy, associate)).toEqual([{ type: 'parked', for: 'caseOwner' }])
    const before = await pulled(cy)
    expect(await company.push(bob, accept(associate.id))).toEqual([{ type: 'applied' }])
    const after = await pulled(cy, before.cursor)
    expect(answerIn(after, associate.id)).toEqual({ type: 'applied' })
    const told = await rowsOf<{ kind: string; by: string }>(
      company.database.db,
      sql`select kind, by from history where company_id = ${company.id} order by number desc limit 3`,
    )
    expect(told.toReversed()).toEqual([
      { kind: 'parked.accepted', by: bob },
      { kind: 'action.reopened', by: bob },
      { kind: 'items.associated', by: cy },
    ])
  })
})

describe('what is done under the id of an opening', () => {
  it('that was joined goes on in that case, from any device of its author', async () => {
    const { company, bob, itemIds, clientId, actionId, open, pulled } = await aMovedClient()
    const meant = randomUUID()
    const words = company.entry('comment.written', bob, clientId, {
      actionId: meant,
      itemIds: [],
      text: 'they rang',
      visibility: 'internal',
    })
    expect(await company.push(bob, open(meant, bob, itemIds.slice(0, 1)), words)).toEqual([
      { type: 'noop', reason: 'joined', joined: actionId },
      { type: 'applied' },
    ])
    const rename = company.entry('action.changed', bob, clientId, {
      actionId: meant,
      fields: { name: 'Pallet 8' },
      comment: null,
    })
    const [other] = await company.journal.submit({
      companyId: company.id,
      stream: { id: randomUUID(), personId: bob, device: 'other' },
      sentAt: company.clock.now,
      entries: [{ n: 1, entry: rename }],
    })
    expect(other?.outcome).toEqual({ type: 'applied' })
    const page = await pulled(bob)
    const actions = page.files.flatMap(({ rows }) => rows.actions)
    expect(actions).toMatchObject([{ id: actionId, name: 'Pallet 8', aliases: [meant] }])
    const rows = page.history.flatMap((one) => one.rows)
    expect(rows.find(({ id }) => id === words.id)?.actionId).toBe(actionId)
  })

  it('that was refused lands on the client’s file or is refused with it, together or later', async () => {
    const { company, bob, clientId, itemIds, open, pulled } = await aMovedClient()
    const meant = randomUUID()
    const refused = open(meant, bob, itemIds.slice(1, 2), { ownerId: 'nobody' })
    const words = (text: string) =>
      company.entry('comment.written', bob, clientId, {
        actionId: meant,
        itemIds: [],
        text,
        visibility: 'internal',
      })
    const move = () =>
      company.entry('action.changed', bob, clientId, {
        actionId: meant,
        fields: { dueOn: '2026-12-24' },
        comment: null,
      })
    const dependent = { type: 'refused', refusal: { type: 'dependsOn', entryId: refused.id } }
    expect(await company.push(bob, refused, words('one'), move())).toEqual([
      { type: 'refused', refusal: { type: 'personUnknown' } },
      { type: 'applied' },
      dependent,
    ])
    expect(await company.push(bob, words('two'), move())).toEqual([{ type: 'applied' }, dependent])
    const history = (await pulled(bob)).history.flatMap(({ rows }) => rows)
    expect(history.filter(({ kind }) => kind === 'comment.written')).toMatchObject([
      { actionId: null, text: 'one', details: { meantFor: refused.id } },
      { actionId: null, text: 'two', details: { meantFor: refused.id } },
    ])
    const again = { ...open(meant, bob, itemIds.slice(1, 2)), id: randomUUID() }
    expect(await company.push(bob, again, must(move(), 'the change'))).toEqual([
      { type: 'applied' },
      { type: 'applied' },
    ])
  })
})
