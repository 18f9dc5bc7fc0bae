import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import type { Document } from '#shared/documents/document.ts'
import { RULE } from '#shared/journal/entry.ts'
import { aPage, hashOf } from '#shared/testing/document-entries.ts'
import { aCaseOf } from '../testing/a-case.ts'
import { TODAY, type TestCompany, aCompany } from '../testing/a-company.ts'
import { aDevice } from '../testing/a-device.ts'
import { testDatabase } from '../testing/databases.ts'

async function aCaseWithResolver() {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const [manager, resolver] = [company.personOf('creditManager'), company.personOf('resolver')]
  const caseId = randomUUID()
  await company.push(manager, aCaseOf(company, clientId, itemIds.slice(0, 1), caseId, resolver))
  const desk = aDevice(company, company.personOf('collector'))
  const phone = aDevice(company, resolver)
  await desk.sync()
  await phone.sync()
  return { company, clientId, itemIds, manager, resolver, caseId, desk, phone }
}

function aDocument(
  company: TestCompany,
  by: string,
  clientId: string,
  name: string,
  to: { actionId?: string; itemIds?: string[] } = {},
) {
  return company.entry('document.added', by, clientId, {
    documentId: randomUUID(),
    actionId: to.actionId ?? null,
    itemIds: to.itemIds ?? [],
    name,
    type: 'photo',
    remark: null,
    isShownToCustomer: false,
    pages: [aPage(1), aPage(2)],
    capturedAt: company.clock.now,
  })
}

/** The documents of a device's one file, by name with the items they name. */
function documentsOn(device: ReturnType<typeof aDevice>): Map<string, number> {
  const [file] = [...device.files.values()]
  const rows = [...must(file, 'a file')].filter(([key]) => key.startsWith('documents/')).map(([, row]) => row)
  return new Map((rows as unknown as Document[]).map(({ name, itemIds }) => [name, itemIds.length]))
}

it('given documents of a case, of items and of the client, then each holds those of what it holds, and no other item’s name', async () => {
  const { company, clientId, itemIds, resolver, caseId, desk, phone } = await aCaseWithResolver()
  const collector = company.personOf('collector')
  const outcomes = await company.push(
    collector,
    aDocument(company, collector, clientId, 'of the case', { actionId: caseId }),
    aDocument(company, collector, clientId, 'of two items', { itemIds: itemIds.slice(0, 2) }),
    aDocument(company, collector, clientId, 'of another item', { itemIds: itemIds.slice(2) }),
    aDocument(company, collector, clientId, 'of the client'),
  )
  expect(outcomes.map(({ type }) => type)).toEqual(['applied', 'applied', 'applied', 'applied'])
  const own = aDocument(company, resolver, clientId, 'the resolver’s', { actionId: caseId })
  expect(await company.push(resolver, own)).toEqual([{ type: 'applied' }])
  const foreign = aDocument(company, resolver, clientId, 'not theirs', { itemIds: itemIds.slice(1, 2) })
  expect(await company.push(resolver, foreign)).toMatchObject([{ type: 'refused' }])

  await desk.sync()
  await phone.sync()
  expect([...documentsOn(desk).keys()].toSorted()).toEqual(
    ['of the case', 'of two items', 'of another item', 'of the client', 'the resolver’s'].toSorted(),
  )
  expect(documentsOn(phone)).toEqual(
    new Map([
      ['of the case', 0],
      ['of two items', 1],
      ['the resolver’s', 0],
    ]),
  )
  for (const device of [desk, phone])
    expect(await device.tellAll()).toMatchObject({ digest: 'same', files: [] })

  for (const personId of [collector, resolver]) {
    const fresh = aDevice(company, personId)
    await fresh.sync()
    expect(documentsOn(fresh)).toEqual(documentsOn(personId === resolver ? phone : desk))
    expect(await fresh.tellAll()).toMatchObject({ digest: 'same', files: [] })
  }
})

it('given an item that comes into a case and leaves it, then its documents come with it, and name it no longer than it is there', async () => {
  const { company, clientId, itemIds, manager, caseId, phone } = await aCaseWithResolver()
  await company.push(
    manager,
    aDocument(company, manager, clientId, 'of the second', { itemIds: itemIds.slice(1, 2) }),
    aDocument(company, manager, clientId, 'of both', { itemIds: itemIds.slice(0, 2) }),
  )
  await phone.sync()
  expect(documentsOn(phone)).toEqual(new Map([['of both', 1]]))

  const [, second = ''] = itemIds
  const put = { actionId: caseId, itemIds: [second], move: false, on: TODAY }
  await company.push(manager, company.entry('items.associated', manager, clientId, put))
  await phone.sync()
  expect(documentsOn(phone)).toEqual(
    new Map([
      ['of both', 2],
      ['of the second', 1],
    ]),
  )

  const take = { actionId: caseId, itemIds: [second], because: 'byMistake' as const, on: TODAY }
  await company.push(manager, company.entry('items.disassociated', manager, clientId, take))
  await phone.sync()
  expect(documentsOn(phone)).toEqual(new Map([['of both', 1]]))
  expect(await phone.tellAll()).toMatchObject({ digest: 'same', files: [] })
})

it('given bytes that have come, then only the rule may say so, and every device is told', async () => {
  const { company, clientId, manager, caseId, desk, phone } = await aCaseWithResolver()
  const added = aDocument(company, manager, clientId, 'Pallet', { actionId: caseId })
  await company.push(manager, added)
  const { documentId } = added.data as { documentId: string }
  const settled = {
    documentId,
    hash: hashOf(1),
    at: company.clock.now,
    state: 'clean' as const,
    reason: null,
    mediaType: 'image/jpeg',
    bytes: 400_000,
  }
  const byHand = company.entry('document.settled', manager, clientId, settled)
  expect(await company.push(manager, byHand)).toMatchObject([{ type: 'refused' }])
  await company.journal.submit({
    companyId: company.id,
    stream: null,
    sentAt: company.clock.now,
    entries: [{ n: 0, entry: company.entry('document.settled', RULE, clientId, settled) }],
  })
  for (const device of [desk, phone]) {
    await device.sync()
    const [file] = [...device.files.values()]
    expect(file?.get(`documents/${documentId}`)).toMatchObject({ settled: [{ state: 'clean' }] })
  }
})

it('given what closed before the horizon, then its documents are let go of, and come again with it', async () => {
  const { company, clientId, itemIds, manager, caseId, desk } = await aCaseWithResolver()
  const [, second = '', third = ''] = itemIds
  await company.push(
    manager,
    aDocument(company, manager, clientId, 'of the case', { actionId: caseId }),
    aDocument(company, manager, clientId, 'of the second', { itemIds: [second] }),
    aDocument(company, manager, clientId, 'of the third', { itemIds: [third] }),
    aDocument(company, manager, clientId, 'of the client'),
  )
  await company.importRows(clientId, [], company.personOf('collector'), [second])
  const close = { actionId: caseId, on: TODAY, itemsBecome: 'unchanged' as const }
  await company.push(
    manager,
    company.entry('action.closed', manager, clientId, {
      ...close,
      resolutionId: null,
      rootCauseId: null,
      comment: null,
    }),
  )
  company.clock.now += 120 * 86_400_000
  await company.push(manager, aDocument(company, manager, clientId, 'a new one'))
  await desk.sync()
  const carried = ['of the client', 'of the third', 'a new one'].toSorted()
  expect([...documentsOn(desk).keys()].toSorted()).toEqual(carried)
  const fresh = aDevice(company, company.personOf('collector'))
  await fresh.sync()
  expect([...documentsOn(fresh).keys()].toSorted()).toEqual(carried)
  expect(await fresh.tellAll()).toMatchObject({ digest: 'same', files: [] })

  const reopen = { actionId: caseId, on: TODAY, dueOn: TODAY }
  await company.push(manager, company.entry('action.reopened', manager, clientId, reopen))
  const item = { id: second, number: 'F2', kind: 'invoice' as const, entity: null, currency: 'EUR' }
  const again = {
    ...item,
    amountMinor: 20_000,
    balanceMinor: 20_000,
    issuedOn: '2026-09-01',
    dueOn: '2026-10-01',
  }
  await company.importRows(
    clientId,
    [{ ...again, closedOn: null, sourceStatus: null, statusId: null }],
    company.personOf('collector'),
  )
  await fresh.sync()
  expect([...documentsOn(fresh).keys()].toSorted()).toEqual(
    [...carried, 'of the case', 'of the second'].toSorted(),
  )
  const anew = aDevice(company, company.personOf('collector'))
  await anew.sync()
  expect(documentsOn(anew)).toEqual(documentsOn(fresh))
})
