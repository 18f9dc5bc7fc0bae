import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { partOf } from '#shared/clients/case-file.ts'
import { must } from '#shared/base/must.ts'
import { loadFiles } from '../journal/file-rows.ts'
import { filesHeld } from '../sync/held-files.ts'
import { aCaseOfTwo } from './testing/a-case-of-two.ts'
import { aDocumentEntry } from './testing/a-document.ts'
import { visibleDocument } from './visible.ts'

it('given cases whose items move and that close, then pages are read by exactly those whose files hold the document', async () => {
  const office = await aCaseOfTwo()
  const { phone, ana, sam, clientId, itemIds, actionId, company, database, somebody } = office
  const rita = await somebody('resolver')
  const tom = await somebody('collector')
  const paul = await somebody('guest')
  const people = [ana.person, sam.person, rita.person.person, tom.person.person, paul.person.person]
  const [secondCase, toDo] = [randomUUID(), randomUUID()]
  const opened = (id: string, more: { itemIds?: string[]; resolverId: string; caseId?: string }) =>
    company.entry('action.opened', ana.id, clientId, {
      actionId: id,
      type: more.caseId ? 'task' : 'followUp',
      kind: more.caseId ? null : 'dispute',
      name: 'Another',
      dueOn: '2026-11-30',
      ownerId: ana.id,
      resolverId: more.resolverId,
      reasonId: null,
      on: '2026-11-22',
      itemIds: more.itemIds ?? [],
      move: false,
      comment: null,
      caseId: more.caseId ?? null,
    })
  const pages = [{ bytes: Buffer.from('x') }]
  const [first = '', second = '', third = ''] = itemIds
  const of = [
    {},
    { actionId },
    { itemIds: [first] },
    { itemIds: [second] },
    { itemIds: [first, third] },
    { itemIds: [third] },
  ]

  const documents: string[] = []
  async function add(belongsTo: { actionId?: string; itemIds?: string[] }): Promise<void> {
    const { documentId, entry } = aDocumentEntry(office, { by: ana.id, clientId, pages, ...belongsTo })
    expect((await outcomeOf(entry)).type).toBe('applied')
    documents.push(documentId)
  }
  async function outcomeOf(entry: { id: string }): Promise<{ type: string }> {
    const { outcomes } = (await (await phone.push(entry)).json()) as {
      outcomes: { outcome: { type: string } }[]
    }
    return must(outcomes[0], 'an outcome').outcome
  }

  async function expectTheSame(when: string): Promise<void> {
    const file = must((await loadFiles(database.db, company.id, [clientId])).get(clientId), 'the file').file
    for (const one of people) {
      const held = await filesHeld(database.db, { companyId: company.id, personId: one.id }, 'all')
      const inFiles = new Set(
        held
          .filter((of) => of.clientId === clientId)
          .flatMap(({ kind, fileId }) => (kind === 'client' ? file : partOf(fileId, file))?.documents ?? [])
          .filter(({ removed }) => !removed)
          .map(({ id }) => id),
      )
      const person = { ...one, departmentId: null, criteria: [], absence: null, version: 0 }
      const seen: string[] = []
      for (const id of documents)
        if (await visibleDocument(database.db, { companyId: company.id, person }, id)) seen.push(id)
      expect(seen.toSorted(), `${one.name}, ${when}`).toEqual([...inFiles].toSorted())
    }
  }

  for (const belongsTo of of) await add(belongsTo)
  await expectTheSame('at first')
  expect(await outcomeOf(opened(secondCase, { itemIds: [second], resolverId: rita.person.id }))).toEqual({
    type: 'applied',
  })
  await add({ actionId: secondCase })
  await expectTheSame('with a second case')
  expect(await outcomeOf(opened(toDo, { caseId: secondCase, resolverId: sam.id }))).toEqual({
    type: 'applied',
  })
  await add({ actionId: toDo })
  await expectTheSame('with a to-do in it')
  const moved = company.entry('items.associated', ana.id, clientId, {
    actionId: secondCase,
    itemIds: [first],
    move: true,
    on: '2026-11-22',
  })
  expect(await outcomeOf(moved)).toEqual({ type: 'applied' })
  await expectTheSame('with an item moved')
  const closed = company.entry('action.closed', ana.id, clientId, {
    actionId: secondCase,
    comment: null,
    resolutionId: null,
    rootCauseId: null,
    itemsBecome: 'unchanged',
    on: '2026-11-22',
  })
  expect(await outcomeOf(closed)).toEqual({ type: 'applied' })
  await expectTheSame('with it closed')
})
