import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { addDays } from '#shared/base/calendar-day.ts'
import { must } from '#shared/base/must.ts'
import { partOf } from '#shared/clients/case-file.ts'
import { horizonOf, withinHorizon } from '#shared/clients/horizon.ts'
import type { Asked } from '#shared/validations/validation.ts'
import { savePeople } from '../company/people-store.ts'
import { rowsOf } from '../db/rows.ts'
import { loadFiles } from '../journal/file-rows.ts'
import { aCaseOf } from '../testing/a-case.ts'
import { aBackup } from '../testing/a-backup.ts'
import { TODAY, type TestCompany, aCompany } from '../testing/a-company.ts'
import { aDevice, rowsOfFile } from '../testing/a-device.ts'
import { putParticipants, putToDo, putValidation } from '../testing/put-in-case.ts'
import { testDatabase } from '../testing/databases.ts'
import { pull } from '../testing/read-pull.ts'

/** What somebody must hold, from the plain SQL of the scope. */
async function oracle(company: TestCompany, personId: string, today = TODAY) {
  const held = await rowsOf<{ kind: 'client' | 'case'; fileId: string; clientId: string }>(
    company.database.db,
    sql`select kind, file_id as "fileId", client_id as "clientId" from scope_from_scratch
        where company_id = ${company.id} and person_id = ${personId}`,
  )
  const loaded = await loadFiles(company.database.db, company.id, [
    ...new Set(held.map(({ clientId }) => clientId)),
  ])
  const files = new Map<string, Map<string, unknown>>()
  for (const { kind, fileId, clientId } of held) {
    const whole = loaded.get(clientId)?.file
    const file = whole && (kind === 'client' ? whole : partOf(fileId, whole))
    if (file) files.set(`${kind}:${fileId}`, rowsOfFile(withinHorizon(file, horizonOf(today))))
  }
  return files
}

it('given a case handed to a resolver, then they hold the case and nothing else, and withdrawn it is dropped', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const [collector, resolver] = [company.personOf('collector'), company.personOf('resolver')]
  const actionId = randomUUID()
  const device = aDevice(company, resolver)
  await device.sync()
  expect(device.files.size).toBe(0)

  await company.push(collector, aCaseOf(company, clientId, itemIds.slice(0, 2), actionId, resolver))
  await device.sync()
  expect([...device.files.keys()]).toEqual([`case:${actionId}`])
  expect(device.files).toEqual(await oracle(company, resolver))

  const away = { actionId, fields: { resolverId: null }, comment: null }
  await company.push(collector, company.entry('action.changed', collector, clientId, away))
  await device.sync()
  expect(device.files.size).toBe(0)
})

it('given any sequence of work and pulls, then each device holds exactly what the plain SQL of the scope says', async () => {
  const database = await testDatabase()
  const step = fc.record({
    what: fc.constantFrom(
      'open',
      'associate',
      'disassociate',
      'reassign',
      'resolver',
      'close',
      'reopen',
      'toDo',
      'takePart',
      'ask',
      'department',
      'import',
      'sync',
    ),
    client: fc.nat(2),
    item: fc.nat(3),
    who: fc.nat(6),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const company = await aCompany(database)
      const clients = [
        await company.aClient(),
        await company.aClient(),
        await company.aClient({ collectorId: null }),
      ]
      const roles = ['collector', 'sales', 'resolver', 'departmentUser', 'creditManager'] as const
      const devices = roles.map((role) => aDevice(company, company.personOf(role)))
      const actions: { id: string; clientId: string }[] = []
      const manager = company.personOf('creditManager')
      for (const { what, client, item, who } of steps) {
        const { clientId, itemIds } = must(clients[client], 'a client')
        const itemId = must(itemIds[item % itemIds.length], 'an item')
        const action = actions[item % (actions.length || 1)]
        const person = company.personOf(roles[who % roles.length] ?? 'sales')
        if (what === 'open') {
          const id = randomUUID()
          actions.push({ id, clientId })
          await company.push(manager, aCaseOf(company, clientId, [itemId], id, person))
        } else if (what === 'reassign') {
          const data = { collectorId: who % 2 ? person : null, salesId: who % 3 ? person : null }
          await company.push(manager, company.entry('client.assigned', manager, clientId, data))
        } else if (what === 'import') {
          await company.importRows(clientId, [], null, [itemId])
        } else if (what === 'sync') {
          await devices[who % devices.length]?.sync()
        } else if (what === 'department') {
          const role = roles[who % roles.length] ?? 'sales'
          const one = { id: person, name: role, email: `${role}@test`, role, entity: null, active: true }
          const departmentId = item % 2 ? 'logistics' : null
          await savePeople(database, company.id, [{ ...one, departmentId }], company.ports)
        } else if (action && what === 'toDo') {
          await putToDo(company, action, person, itemId)
        } else if (action && what === 'takePart') {
          const others = [{ type: 'department' as const, id: 'logistics' }]
          await putParticipants(company, action, who % 2 ? [{ type: 'person', id: person }] : others)
        } else if (action && what === 'ask') {
          const asked: Asked[] =
            [
              [{ type: 'person' as const, id: person }],
              [{ type: 'role' as const, id: 'departmentUser' as const }],
              [{ type: 'department' as const, id: 'logistics' }],
            ][who % 3] ?? []
          const state = item % 2 ? 'open' : 'approved'
          await putValidation(company, action, asked, { state, wakesOn: who > 3 ? TODAY : null })
        } else if (action) {
          const of = { actionId: action.id }
          const entry =
            what === 'associate'
              ? company.entry('items.associated', manager, action.clientId, {
                  ...of,
                  itemIds,
                  move: who > 3,
                  on: TODAY,
                })
              : what === 'disassociate'
                ? company.entry('items.disassociated', manager, action.clientId, {
                    ...of,
                    itemIds: [itemId],
                    because: who % 2 ? ('resolved' as const) : ('byMistake' as const),
                    on: TODAY,
                  })
                : what === 'resolver'
                  ? company.entry('action.changed', manager, action.clientId, {
                      ...of,
                      fields: { resolverId: person },
                      comment: null,
                    })
                  : what === 'close'
                    ? company.entry('action.closed', manager, action.clientId, {
                        ...of,
                        on: TODAY,
                        itemsBecome: 'disputeResolved',
                        resolutionId: null,
                        rootCauseId: null,
                        comment: null,
                      })
                    : company.entry('action.reopened', manager, action.clientId, {
                        ...of,
                        on: TODAY,
                        dueOn: TODAY,
                      })
          await company.push(manager, entry)
        }
      }
      for (const [index, device] of devices.entries()) {
        await device.sync()
        expect(device.files).toEqual(await oracle(company, company.personOf(roles[index] ?? 'sales')))
        expect(await device.tellAll()).toMatchObject({ digest: 'same', files: [] })
      }
      // Long after, what was closed is behind the horizon of a new device.
      const later = addDays(TODAY, 100)
      company.clock.now += 100 * 86_400_000
      const collector = company.personOf('collector')
      const device = aDevice(company, collector)
      await device.sync()
      expect(device.files).toEqual(await oracle(company, collector, later))
    }),
    { numRuns: 12 },
  )
}, 120_000)

it('given a cursor of another history, then the device is told to begin anew', async () => {
  const company = await aCompany(await testDatabase())
  await company.aClient()
  const puller = { companyId: company.id, personId: company.personOf('collector') }
  const { version, stamp } = await company.seen()
  const midway = { aim: version, aimStamp: stamp, page: version, after: 'nowhere', first: [] }
  for (const strange of [
    { version: 2, stamp: 'other', midway: null },
    { version, stamp, midway },
  ]) {
    const cursor = Buffer.from(JSON.stringify(strange)).toString('base64url')
    const answer = await pull(company.database, puller, cursor, company.clock.now)
    expect(answer.reset).toBe(true)
    expect(answer.files.length).toBe(1)
  }
})

it('given a page that knew more than it aimed at, when the database goes back to before that, then the device begins anew', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const [collector, resolver] = [company.personOf('collector'), company.personOf('resolver')]
  const puller = { companyId: company.id, personId: collector }
  const aPage = (cursor: string | null) => pull(company.database, puller, cursor, company.clock.now)
  await company.push(collector, aCaseOf(company, clientId, itemIds.slice(0, 1), randomUUID(), resolver))
  const first = await aPage(null)
  const { version: aim } = await company.seen()
  expect(first.more).toBe(true)

  const putBack = await aBackup(company)
  const lost = await company.aClient()
  const second = await aPage(first.cursor)
  expect(second).toMatchObject({ more: false, version: aim })
  expect(second.files.map(({ id }) => id)).toContain(lost.clientId)
  await putBack()
  await company.aClient({ collectorId: null })
  expect((await aPage(second.cursor)).reset).toBe(true)
})

it('given a page that knew more than it aimed at, then the next goes on from it', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const [collector, resolver] = [company.personOf('collector'), company.personOf('resolver')]
  await company.push(collector, aCaseOf(company, clientId, itemIds.slice(0, 1), randomUUID(), resolver))
  const puller = { companyId: company.id, personId: collector }
  const first = await pull(company.database, puller, null, company.clock.now)
  await company.aClient()
  const second = await pull(company.database, puller, first.cursor, company.clock.now)
  const third = await pull(company.database, puller, second.cursor, company.clock.now)
  expect([third.reset, third.more, third.version]).toEqual([false, false, (await company.seen()).version])
  const fourth = await pull(company.database, puller, third.cursor, company.clock.now)
  expect([fourth.reset, fourth.files.length]).toEqual([false, 0])
})

it('given a case that opens again after a device began, then the device has what was told of it before the horizon', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const [collector, resolver] = [company.personOf('collector'), company.personOf('resolver')]
  const actionId = randomUUID()
  const opening = aCaseOf(company, clientId, itemIds.slice(0, 1), actionId, resolver)
  await company.push(collector, opening)
  company.clock.now += 120 * 86_400_000
  const on = addDays(TODAY, 120)
  const closing = company.entry('action.closed', collector, clientId, {
    actionId,
    on,
    itemsBecome: 'unchanged',
    resolutionId: null,
    rootCauseId: null,
    comment: null,
  })
  await company.push(collector, closing)
  const device = aDevice(company, collector)
  await device.sync()
  const told = () => [...must(device.held.get(`client:${clientId}`), 'the client').history.keys()]
  expect(told()).not.toContain(opening.id)

  await company.push(
    collector,
    company.entry('action.reopened', collector, clientId, { actionId, on, dueOn: on }),
  )
  await device.sync()
  expect(told()).toContain(opening.id)
})

it('given a device that has lost its replica, then it is told the answers since it last had any', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId } = await company.aClient()
  const person = company.personOf('collector')
  const comment = () =>
    company.entry('comment.written', person, clientId, {
      actionId: null,
      itemIds: [],
      text: 'words',
      visibility: 'internal',
    })
  const [before, after] = [comment(), comment()]
  await company.push(person, before)
  const seen = await company.seen()
  await company.push(person, after)
  const puller = { companyId: company.id, personId: person }
  const first = await pull(company.database, puller, null, company.clock.now, { seen })
  const page = first.more ? await pull(company.database, puller, first.cursor, company.clock.now) : first
  expect(page.more).toBe(false)
  expect(page.outcomes).toMatchObject([{ entryId: after.id, outcome: { type: 'applied' } }])
})

it('given a gesture over items of two cases, then a resolver’s history tells of their own case alone', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const [mine = '', foreign = ''] = itemIds
  const manager = company.personOf('creditManager')
  const resolver = company.personOf('resolver')
  const caseId = randomUUID()
  await company.push(manager, aCaseOf(company, clientId, [foreign], randomUUID(), manager))
  await company.push(
    manager,
    company.entry('items.requalified', manager, clientId, {
      itemIds: [mine, foreign],
      on: TODAY,
      statusId: 'status.dispute',
      comment: 'both are wrong',
      reasonId: null,
      disputedMinor: {},
      next: {
        mode: 'open',
        opening: {
          actionId: caseId,
          type: 'followUp',
          kind: 'dispute',
          name: 'Mine',
          dueOn: TODAY,
          ownerId: manager,
          resolverId: resolver,
          reasonId: null,
        },
      },
    }),
  )
  const answer = await pull(
    company.database,
    { companyId: company.id, personId: resolver },
    null,
    company.clock.now,
  )
  expect(answer.files.map(({ id }) => id)).toEqual([caseId])
  expect(JSON.stringify(answer.history)).toContain(mine)
  expect(JSON.stringify(answer)).not.toContain(foreign)
})

it('given a collector who becomes a resolver, then the portfolio leaves the phone', async () => {
  const company = await aCompany(await testDatabase())
  await company.aClient()
  const collector = company.personOf('collector')
  const device = aDevice(company, collector)
  await device.sync()
  expect(device.files.size).toBe(1)
  const person = { id: collector, name: 'c', email: 'c@test', entity: null, active: true }
  await savePeople(company.database, company.id, [{ ...person, role: 'resolver' }], company.ports)
  await device.sync()
  expect(device.files.size).toBe(0)
  expect(await oracle(company, collector)).toEqual(new Map())
})

it('given a case others are asked into, then each holds it while they are, with its to-dos and their work, and no file of a to-do', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const [collector, manager] = [company.personOf('collector'), company.personOf('creditManager')]
  const [asked, owner, guest] = [
    company.personOf('departmentUser'),
    company.personOf('resolver'),
    company.personOf('guest'),
  ]
  const id = randomUUID()
  const theCase = { id, clientId }
  await company.push(collector, aCaseOf(company, clientId, itemIds.slice(0, 1), id, collector))
  const devices = [aDevice(company, asked), aDevice(company, owner)] as const
  const [validators, toDos] = devices

  const validationId = randomUUID()
  await putValidation(company, theCase, [{ type: 'person', id: asked }], { validationId })
  await putToDo(company, theCase, owner, itemIds[1] ?? null)
  for (const device of devices) {
    await device.sync()
    expect([...device.files.keys()]).toEqual([`case:${id}`])
    const tables = [...(device.files.get(`case:${id}`)?.keys() ?? [])].map((key) => key.split('/')[0])
    expect(tables.toSorted()).toEqual(
      [
        'clients',
        'items',
        'items',
        'actions',
        'actions',
        'associations',
        'associations',
        'casework',
      ].toSorted(),
    )
    expect(await device.tellAll()).toMatchObject({ digest: 'same', files: [] })
  }
  expect((await oracle(company, manager)).size).toBe(1)

  // Answered, it is theirs for a while; forgotten, it leaves. A patch that only ends it comes before.
  await putValidation(company, theCase, [{ type: 'person', id: asked }], {
    validationId,
    state: 'approved',
    wakesOn: '2026-12-22',
  })
  await validators.sync()
  expect(validators.files).toEqual(await oracle(company, asked))
  expect(validators.files.size).toBe(1)
  await putValidation(company, theCase, [{ type: 'person', id: asked }], { validationId, state: 'approved' })
  await validators.sync()
  expect(validators.files.size).toBe(0)
  await toDos.sync()
  expect(toDos.files).toEqual(await oracle(company, owner))

  await putParticipants(company, theCase, [
    { type: 'person', id: guest },
    { type: 'person', id: asked },
  ])
  await validators.sync()
  expect(validators.files.size).toBe(1)
  const reasons = await rowsOf<{ personId: string; reasons: object }>(
    company.database.db,
    sql`select person_id as "personId", reasons from scope
        where company_id = ${company.id} and kind = 'case' and out_version is null order by person_id`,
  )
  expect(reasons).toEqual(
    [
      { personId: asked, reasons: { participant: 1 } },
      { personId: owner, reasons: { toDo: 1 } },
    ].toSorted((a, b) => (a.personId < b.personId ? -1 : 1)),
  )
})
