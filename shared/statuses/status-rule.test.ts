import { describe, expect, it } from 'vitest'
import { agendaRowsOf } from '../agenda/agenda-row.ts'
import type { Setting } from '../company/settings.ts'
import { exclusionOf, itemsInScenario } from '../dunning/exclusion.ts'
import { NOW, aClientFile, aCompany, aFollowUp, anInvoice, idOf } from '../testing/a-client-file.ts'
import { aRowOf, anEntry, books, requalify } from '../testing/entries.ts'
import { given } from '../testing/given.ts'

const priceDispute = statusWith({ action: { mode: 'create', templateId: 'template.dispute' } })
const file = aClientFile({ items: [anInvoice('F1'), anInvoice('F2'), anInvoice('F3')] })

function statusWith(fields: object): Setting {
  const status = aCompany().settings.get('status.priceDispute')
  if (status?.kind !== 'status') throw new Error('no such status')
  return { ...status, data: { ...status.data, ...fields } }
}

describe('a status that opens a case by itself', () => {
  const company = aCompany({ settings: [priceDispute] })

  it('makes one case of the items qualified together, named and owned as its template says', () => {
    given(file, { company })
      .when(requalify(['F1', 'F2'], { statusId: 'status.priceDispute' }))
      .then(({ file: after }) => {
        expect(after.actions).toHaveLength(1)
        expect(after.actions[0]).toMatchObject({
          kind: 'dispute',
          name: 'Price dispute, F1 +1',
          ownerId: 'collector',
          templateId: 'template.dispute',
          dueOn: '2026-11-29',
        })
        expect(itemsInScenario(after, company).map(({ number }) => number)).toEqual(['F3'])
      })
  })

  it('makes it once when the phone and the office qualify the same item', () => {
    given(file, { company })
      .when(
        requalify(['F1'], { statusId: 'status.priceDispute' }),
        requalify(['F1'], { statusId: 'status.priceDispute' }, { by: 'creditManager' }),
      )
      .then(({ file: after }) => expect(after.actions).toHaveLength(1))
  })

  it('is heard from the books too, and not where the mapping leaves its rules out', () => {
    const row = { ...aRowOf('F1'), statusId: 'status.priceDispute', sourceStatus: 'PRICE' }
    given(file, { company })
      .when(books([row]))
      .then(({ file: after }) => expect(after.actions).toMatchObject([{ ownerId: 'collector' }]))
    given(file, { company })
      .when(books([row], { appliesRules: false }))
      .then(({ file: after }) => expect(after.actions).toEqual([]))
  })
})

describe('what a status suggests that nobody was there to answer', () => {
  const row = { ...aRowOf('F1'), statusId: 'status.dispute', sourceStatus: 'LIT' }

  it('waits in the agenda until it is declined', () => {
    given(file)
      .when(books([row]))
      .then(({ file: after }) => {
        expect(after.items[0]?.suggested).toMatchObject({ templateId: 'template.dispute' })
        const rows = agendaRowsOf(after, 'client', 'client:c', aCompany())
        expect(rows.filter(({ suggestion }) => suggestion)).toMatchObject([{ itemCount: 1, isStep: false }])
      })
    given(file)
      .when(books([row]), anEntry('suggestion.declined', { itemIds: [idOf('F1')] }))
      .then(({ file: after }) => expect(after.items[0]?.suggested).toBeNull())
  })

  it('is answered by another status, and never waits for items in a case', () => {
    given(file)
      .when(books([row]), requalify(['F1'], { statusId: 'status.ongoing' }, { at: NOW + 60_000 }))
      .then(({ file: after }) => expect(after.items[0]?.suggested).toBeNull())
    const inCase = anInvoice('F1')
    given(aClientFile({ items: [inCase], actions: [aFollowUp('Pallet', {}, [inCase])] }))
      .when(books([row]))
      .then(({ file: after }) => expect(after.items[0]?.suggested).toBeNull())
  })
})

describe('a status that keeps items out of the scenario', () => {
  const leaves = statusWith({ scenario: 'leaves', action: { mode: 'none', templateId: null } })
  const company = aCompany({ settings: [leaves] })

  it('excludes them while they have it, and begins the grace time when they have another', () => {
    given(file, { company })
      .when(requalify(['F1'], { statusId: 'status.priceDispute' }))
      .then(({ file: after }) =>
        expect(after.items.map((item) => exclusionOf(item, after, company)?.because ?? null)).toEqual([
          'status',
          null,
          null,
        ]),
      )
    given(file, { company })
      .when(
        requalify(['F1'], { statusId: 'status.priceDispute' }),
        requalify(['F1'], { statusId: 'status.ongoing' }, { at: NOW + 60_000 }),
      )
      .then(({ file: after }) => {
        expect(after.items[0]?.returnedOn).toBe('2026-11-22')
        expect(itemsInScenario(after, company)).toHaveLength(3)
      })
  })
})
