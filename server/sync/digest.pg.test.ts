import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { TODAY, aCompany } from '../testing/a-company.ts'
import { aDevice } from '../testing/a-device.ts'
import { testDatabase } from '../testing/databases.ts'
import { aCaseOf } from '../testing/a-case.ts'

async function aSyncedDevice(role: 'collector' | 'resolver' = 'collector') {
  const company = await aCompany(await testDatabase())
  const first = await company.aClient()
  await company.aClient()
  const [manager, resolver] = [company.personOf('creditManager'), company.personOf('resolver')]
  const caseId = randomUUID()
  await company.push(manager, aCaseOf(company, first.clientId, first.itemIds.slice(0, 2), caseId, resolver))
  const device = aDevice(company, company.personOf(role))
  await device.sync()
  return { company, device, caseId, manager, resolver, ...first }
}

it('given a device that holds what it should, then its digest is the server’s', async () => {
  for (const role of ['collector', 'resolver'] as const) {
    const { device } = await aSyncedDevice(role)
    const answer = await device.tellAll()
    expect(answer).toMatchObject({ digest: 'same', files: [], history: [], drops: [], settings: [] })
    expect(await device.tellEach()).toMatchObject({ digest: 'same', files: [], history: [], drops: [] })
  }
})

it('given a row that is missing, old or a ghost, then its file comes whole and the others do not', async () => {
  const { device, clientId, itemIds } = await aSyncedDevice()
  const key = `client:${clientId}`
  const good = must(device.held.get(key), 'the file')
  const itemKey = `items/${itemIds[1] ?? ''}`
  const item = must(good.rows.get(itemKey), 'the item')
  const wrongs = [
    (rows: typeof good.rows) => rows.delete(itemKey),
    (rows: typeof good.rows) => rows.set(itemKey, { ...item, version: item.version - 1 }),
    (rows: typeof good.rows) => rows.set('items/x', { ...item, id: randomUUID() }),
  ]
  for (const wrong of wrongs) {
    const rows = new Map(good.rows)
    wrong(rows)
    device.held.set(key, { ...good, rows })
    expect(await device.tellAll()).toMatchObject({ digest: 'tellFiles', files: [] })
    const repaired = await device.tellEach()
    expect(repaired).toMatchObject({ digest: 'same', files: [{ id: clientId, whole: true }] })
    expect(device.held.get(key)?.rows).toEqual(good.rows)
    expect(await device.tellAll()).toMatchObject({ digest: 'same' })
  }
})

it('given a hole in the history of a file or a case, then it comes whole', async () => {
  for (const role of ['collector', 'resolver'] as const) {
    const { device, company, manager, clientId, caseId } = await aSyncedDevice(role)
    const comment = { actionId: caseId, itemIds: [], text: 'Called', visibility: 'internal' as const }
    await company.push(manager, company.entry('comment.written', manager, clientId, comment))
    await device.sync()
    const [key] = [...device.held].find(([, { history }]) => history.size > 0) ?? ['']
    const history = must(device.held.get(key), 'the file').history
    const rows = [...history.values()]
    history.delete(must(rows.at(-1), 'a row').id)
    expect(await device.tellAll()).toMatchObject({ digest: 'tellFiles' })
    await device.tellEach()
    expect([...must(device.held.get(key), 'the file').history.values()]).toEqual(rows)
    expect(await device.tellAll()).toMatchObject({ digest: 'same' })
  }
})

it('given a file that is missing and one that is not its own, then the one comes and the other goes', async () => {
  const { device, clientId } = await aSyncedDevice()
  const mine = must(device.held.get(`client:${clientId}`), 'the file')
  device.held.delete(`client:${clientId}`)
  const foreign = randomUUID()
  device.held.set(`client:${foreign}`, { ...mine, id: foreign })
  const answer = await device.tellEach()
  expect(answer.drops).toEqual([{ kind: 'client', id: foreign }])
  expect(answer.files.map(({ id }) => id)).toEqual([clientId])
  expect(await device.tellAll()).toMatchObject({ digest: 'same' })
})

it('given one file told alone, then it is compared alone, and one that is not held comes', async () => {
  const { device, clientId } = await aSyncedDevice()
  expect(await device.tellOne('client', clientId)).toMatchObject({ digest: 'same', files: [] })
  device.held.clear()
  const answer = await device.tellOne('client', clientId)
  expect(answer.files.map(({ id, whole }) => ({ id, whole }))).toEqual([{ id: clientId, whole: true }])
})

it('given a file that moves with the same page, then it is left to the patch', async () => {
  const { device, company, manager, clientId, caseId } = await aSyncedDevice()
  const change = { actionId: caseId, fields: { name: 'Renamed' }, comment: null }
  await company.push(manager, company.entry('action.changed', manager, clientId, change))
  expect(await device.tellAll()).toMatchObject({ digest: 'tellFiles', files: [{ whole: false }] })
  expect(await device.tellAll()).toMatchObject({ digest: 'same', files: [] })
})

it('given settings that differ, then settings, people and preferences come in full', async () => {
  const { device } = await aSyncedDevice()
  const before = new Map(device.companyRows)
  device.companyRows.delete([...before.keys()][0] ?? '')
  device.companyRows.set('ghost', { id: 'ghost', version: 1 })
  expect(await device.tellAll()).toMatchObject({ companyWhole: true })
  expect(device.companyRows).toEqual(before)
  expect((await device.tellAll()).companyWhole).toBeUndefined()
})

it('given what closed before the horizon, then both sides leave it out', async () => {
  const { device, company, clientId, itemIds, caseId, manager } = await aSyncedDevice()
  const [inCase = '', , alone = ''] = itemIds
  await company.importRows(clientId, [], company.personOf('collector'), [inCase, alone])
  await device.sync()
  company.clock.now += 120 * 86_400_000
  await device.sync()
  expect(device.held.get(`client:${clientId}`)?.rows.has(`items/${alone}`)).toBe(true)
  const close = { actionId: caseId, on: TODAY, itemsBecome: 'disputeResolved' as const, resolutionId: null }
  await company.push(
    manager,
    company.entry('action.closed', manager, clientId, { ...close, rootCauseId: null, comment: null }),
  )
  await device.sync()
  const rows = must(device.held.get(`client:${clientId}`), 'the file').rows
  expect([rows.has(`items/${alone}`), rows.has(`items/${inCase}`)]).toEqual([false, false])
  expect(await device.tellAll()).toMatchObject({ digest: 'same', files: [] })
})
