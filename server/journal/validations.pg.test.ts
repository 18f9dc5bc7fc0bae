import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { findWork } from '#shared/casework/casework.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { validationOfRequest } from '#shared/journal/kinds/credit-note-requested.ts'
import { askedNow } from '#shared/validations/asked-now.ts'
import { TODAY, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import { pull } from '../testing/read-pull.ts'
import { loadFiles } from './file-rows.ts'

/** A case of the collector's with a credit note asked for on it, in levels of one department user and the manager. */
async function aRequest(amountMinor: number) {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient({
    items: [{ amountMinor: 500_000, balanceMinor: 500_000 }],
  })
  const ana = company.personOf('collector')
  const nadia = company.personOf('departmentUser')
  const marc = company.personOf('creditManager')
  const [itemId = ''] = itemIds
  const [actionId, requestId] = [randomUUID(), randomUUID()]
  const rule: DataOf<'setting.saved'>['setting'] = {
    id: 'validationRule',
    kind: 'validationRule',
    data: {
      levels: [
        { upToMinor: 100_000, asked: [{ type: 'person', id: nadia }] },
        { upToMinor: null, asked: [{ type: 'role', id: 'creditManager' }] },
      ],
      dueDays: 3,
      remindDays: 2,
      escalateAfter: 2,
      escalateTo: [{ type: 'role', id: 'creditManager' }],
    },
    removed: false,
    version: 0,
  }
  await company.push(marc, company.entry('setting.saved', marc, null, { setting: rule }))
  const outcomes = await company.push(
    ana,
    company.entry('action.opened', ana, clientId, {
      actionId,
      type: 'followUp',
      kind: 'creditNoteRequest',
      name: 'Crates',
      dueOn: TODAY,
      ownerId: ana,
      resolverId: null,
      reasonId: null,
      on: TODAY,
      itemIds: [itemId],
      move: false,
      comment: null,
    }),
    company.entry('creditNote.requested', ana, clientId, {
      requestId,
      actionId,
      items: [{ itemId, amountMinor }],
      currency: 'EUR',
      reasonId: null,
      comment: 'Thirty-eight crates came back',
      on: TODAY,
    }),
  )
  expect(outcomes.map(({ type }) => type)).toEqual(['applied', 'applied'])
  const validationId = validationOfRequest(requestId)
  const file = async (): Promise<ClientFile> =>
    must((await loadFiles(company.database.db, company.id, [clientId])).get(clientId), 'the file').file
  const answer = async (by: string, level: number, more: Partial<DataOf<'validation.answered'>> = {}) =>
    company.entry('validation.answered', by, clientId, {
      validationId,
      actionId,
      level,
      answer: 'approved',
      comment: null,
      on: TODAY,
      asked: askedNow(must(findWork(await file(), 'validation', validationId), 'it').work, await file()),
      ...more,
    })
  const request = async () => must(findWork(await file(), 'creditNote', requestId), 'the request').work
  const heldBy = async (personId: string) => {
    const page = await pull(company.database, { companyId: company.id, personId }, null, company.clock.now)
    return page.files.map((one) => one.id)
  }
  return { company, clientId, itemId, actionId, requestId, ana, nadia, marc, answer, request, heldBy }
}

describe('a credit note request on the server', () => {
  it('is held and answered by who is asked, level by level, and matched by the books', async () => {
    const { company, clientId, itemId, actionId, ana, nadia, marc, answer, request, heldBy } =
      await aRequest(200_000)
    expect(await heldBy(nadia)).toEqual([actionId])
    expect(await company.push(nadia, await answer(nadia, 0))).toMatchObject([{ type: 'applied' }])
    expect(await request()).toMatchObject({ state: 'inValidation' })
    expect(await company.push(ana, await answer(ana, 1))).toMatchObject([{ refusal: { type: 'ownRequest' } }])
    expect(await company.push(marc, await answer(marc, 1))).toMatchObject([{ type: 'applied' }])
    expect(await request()).toMatchObject({ state: 'toBeIssued' })
    expect(await company.push(nadia, await answer(nadia, 0))).toMatchObject([
      { type: 'refused', refusal: { type: 'alreadyDecided' } },
    ])
    const credit = {
      id: randomUUID(),
      number: 'A1',
      kind: 'creditNote' as const,
      entity: null,
      currency: 'EUR',
      amountMinor: -200_000,
      balanceMinor: -200_000,
      issuedOn: TODAY,
      dueOn: TODAY,
      closedOn: null,
      sourceStatus: null,
      statusId: null,
    }
    await company.importRows(clientId, [credit], ana)
    expect(await request()).toMatchObject({ state: 'issued', creditItemId: credit.id, items: [{ itemId }] })
  })

  it('that asks for something else meanwhile refuses the answer with the difference', async () => {
    const { company, clientId, itemId, actionId, requestId, ana, nadia, answer, request } =
      await aRequest(50_000)
    const offline = await answer(nadia, 0)
    const changed = company.entry('creditNote.changed', ana, clientId, {
      requestId,
      actionId,
      was: [{ itemId, amountMinor: 50_000 }],
      items: [{ itemId, amountMinor: 70_000 }],
      comment: null,
      on: TODAY,
    })
    await company.push(ana, changed)
    expect(await company.push(nadia, offline)).toEqual([
      {
        type: 'refused',
        refusal: {
          type: 'changedSince',
          fields: [
            { field: 'amountMinor', before: 50_000, after: 70_000 },
            { field: `items.${itemId}`, before: 50_000, after: 70_000 },
          ],
        },
      },
    ])
    expect(await request()).toMatchObject({ state: 'inValidation' })
  })
})
