import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { workOf } from '../casework/casework.ts'
import type { ClientFile } from '../clients/client-file.ts'
import { isOpen } from '../items/item.ts'
import { NOW, aClientFile, aCompany, aFollowUp, anInvoice, idOf } from '../testing/a-client-file.ts'
import { aPayment, aPlan, instalmentsOn } from '../testing/a-plan.ts'
import { Desk } from '../testing/desk.ts'
import { aRowOf, books } from '../testing/entries.ts'
import { planOf, planStanding } from './plan-standing.ts'

const NUMBERS = ['F1', 'F2', 'F3']
const items = NUMBERS.map((number) => anInvoice(number))
const inCase = aFollowUp('Plan', {}, items)
const plan = aPlan('plan', inCase, {
  instalments: instalmentsOn(['2026-12-15', 3_333], ['2027-01-15', 13_333], ['2027-02-15', 13_334]),
})
const rule = aCompany().planRule

const balance = fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(0, 1, 6_667, 9_999, 10_000))
const imports = fc.array(fc.record({ number: fc.constantFrom(...NUMBERS), balance }), {
  minLength: 1,
  maxLength: 12,
})

function booked(file: ClientFile): number {
  return workOf(file, 'payment')
    .filter(({ work }) => work.state === 'booked')
    .reduce((sum, { work }) => sum + work.amountMinor, 0)
}

describe('payments that the books bring', () => {
  it('are at any time what the items of the case were paid, whatever is paid, taken back and seen', () => {
    const seen = fc.array(fc.integer({ min: 1, max: 12_000 }), { maxLength: 4 })
    const law = fc.property(imports, seen, (all, amounts) => {
      const payments = amounts.map((amountMinor, at) => aPayment(`seen ${at}`, inCase, { amountMinor }))
      const desk = new Desk(aClientFile({ items, actions: [inCase], casework: [plan, ...payments] }))
      for (const [at, { number, balance }] of all.entries()) {
        const row = aRowOf(number, { balanceMinor: balance, closedOn: balance === 0 ? '2026-11-22' : null })
        desk.decide(books([row], {}, { at: NOW + at }))
        const paid = desk.file.items.reduce(
          (sum, item) => sum + item.amountMinor - (isOpen(item) ? item.balanceMinor : 0),
          0,
        )
        expect(booked(desk.file)).toBe(paid)
        const states = desk.decided.flatMap(({ decision }) => (decision.type === 'refused' ? [decision] : []))
        expect(states).toEqual([])
      }
      const left = planOf(idOf('Plan'), desk.file)
      if (!left) throw new Error('the plan is there')
      const { paidMinor, remainingMinor } = planStanding(left, desk.file, '2026-11-22', rule)
      expect(paidMinor + remainingMinor).toBe(30_000)
    })
    fc.assert(law, { numRuns: 300 })
  })
})
