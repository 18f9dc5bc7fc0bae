import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionSchema, associationSchema, isCurrent, isOpenAction } from '../actions/action.ts'
import { partOf } from '../clients/case-file.ts'
import { caseworkSchema } from '../casework/casework.ts'
import { type ClientFile, findItem } from '../clients/client-file.ts'
import { clientSchema, contactSchema } from '../clients/client.ts'
import { documentSchema } from '../documents/document.ts'
import { figuresAfter, figuresOf } from '../figures/client-figures.ts'
import { isOpen, itemSchema } from '../items/item.ts'
import { parkedSchema } from '../parked/parked.ts'
import { NOW, TODAY, idOf } from '../testing/a-client-file.ts'
import { aBusyFile, anyEntries, anyFields } from '../testing/any-entries.ts'
import { Desk } from '../testing/desk.ts'
import { aWish } from '../testing/a-wish.ts'
import { anEntry, change } from '../testing/entries.ts'
import { decideOnFile } from './decide.ts'
import { outcomeOf } from './decided.ts'
import { type Entry, RULE, isByPerson } from './entry.ts'
import { isOfNoFile, withRow } from './file-draft.ts'
import { historyRowSchema } from './history.ts'
import { outcomeSchema } from './outcome.ts'

const RUNS = { numRuns: 300 }
const TODAY_IN_A_MONTH = '2026-12-22'
const lengths = (max: number) => anyEntries(1, max)

describe('the laws of deciding', () => {
  it('an entry decided twice is an entry decided once', () => {
    const law = fc.property(lengths(8), (entries) => {
      const desk = new Desk(aBusyFile())
      for (const entry of entries) {
        desk.decide(entry)
        const once = desk.file
        const [again] = decideOnFile(entry, once, 'client', desk.contextAt(entry.at)).decided
        if (again?.decision.type === 'applied') expect(again.decision.rows).toEqual([])
      }
    })
    fc.assert(law, RUNS)
  })

  it('what only writes later-wins fields of one open action ends the same in any order of arrival', () => {
    const wishes = fc.array(fc.record({ fields: anyFields, second: fc.nat(5), by: fc.nat(2) }), {
      minLength: 2,
      maxLength: 5,
    })
    const law = fc.property(wishes, fc.infiniteStream(fc.nat()), (all, chance) => {
      const entries = all.map(({ fields, second, by }, index) =>
        change('Pallet 7', fields, { at: NOW + second, device: `${by}/${index}` }),
      )
      const inOrder = new Desk(aBusyFile()).decideAll(entries).file
      const shuffled = new Desk(aBusyFile()).decideAll(inAnyOrder(entries, chance)).file
      expect(shuffled.actions).toEqual(inOrder.actions)
    })
    fc.assert(law, { numRuns: 1000 })
  })

  it('what a phone predicts is what the server decides, when nothing else happened', () => {
    const law = fc.property(lengths(8), (entries) => {
      const desk = new Desk(aBusyFile())
      const last = entries.pop()
      if (!last) return
      desk.decideAll(entries)
      const phone = decideOnFile(last, desk.file, 'client', desk.contextAt(NOW + 900_000))
      const server = decideOnFile(last, desk.file, 'client', desk.contextAt(NOW + 800_000))
      expect(withoutMoments(phone.file)).toEqual(withoutMoments(server.file))
      expect(phone.decided.map(({ decision }) => outcomeOf(decision))).toEqual(
        server.decided.map(({ decision }) => outcomeOf(decision)),
      )
    })
    fc.assert(law, RUNS)
  })

  it('what is done under the id of an opening that was joined is done in that case', () => {
    const law = fc.property(lengths(10), (entries) => {
      const desk = new Desk(aBusyFile()).decideAll(entries)
      for (const { id, aliases, removed } of desk.file.actions)
        for (const actionId of removed ? [] : aliases) {
          const data = { actionId, itemIds: [], text: 'they rang', visibility: 'internal' as const }
          const [decided] = desk.decide(anEntry('comment.written', data))
          expect(decided?.decision).toMatchObject({ type: 'applied', story: { actionId: id } })
        }
    })
    fc.assert(law, RUNS)
  })

  it('what waits for somebody is answered once, however often and by whomever it is decided', () => {
    const how = fc.constantFrom('parked.accepted' as const, 'parked.declined' as const)
    const answers = fc.array(fc.record({ which: fc.nat(4), how, by: fc.constantFrom('collector', 'sales') }))
    const law = fc.property(lengths(5), answers, (entries, all) => {
      const wishes = entries.filter(isByPerson).map((entry, index) => aWish(`wish ${index}`, entry, null))
      const desk = new Desk({ ...aBusyFile(), parked: wishes })
      const lapsed = wishes.map(({ id }) =>
        anEntry('parked.lapsed', { parkedId: id, on: TODAY_IN_A_MONTH }, { by: RULE }),
      )
      for (const { which, how: kind, by } of all) {
        const parkedId = wishes[which % Math.max(1, wishes.length)]?.id
        if (parkedId === undefined) continue
        const data = { parkedId, actionId: null }
        if (kind === 'parked.accepted') desk.decide(anEntry(kind, { ...data, on: TODAY }, { by }))
        else desk.decide(anEntry(kind, { ...data, comment: null }, { by }))
      }
      desk.decideAll(lapsed)
      const ended = desk.decided.flatMap(({ entry, decision }) => [
        ...(wishes.some(({ id }) => id === entry.id) ? [entry.id] : []),
        ...(decision.type === 'applied' ? (decision.ends ?? []).map(({ entryId }) => entryId) : []),
      ])
      expect(ended.sort()).toEqual(wishes.map(({ id }) => id).sort())
    })
    fc.assert(law, RUNS)
  })

  it('an item sits in one action at most, and only an open item in an open action', () => {
    const law = fc.property(lengths(14), (entries) => {
      const desk = new Desk(aBusyFile())
      for (const entry of entries) {
        desk.decide(entry)
        const sitting = desk.file.associations.filter(isCurrent)
        expect(new Set(sitting.map(({ itemId }) => itemId)).size).toBe(sitting.length)
        for (const { itemId, actionId } of sitting) {
          const item = findItem(desk.file, itemId)
          const action = desk.file.actions.find(({ id }) => id === actionId)
          expect([item && isOpen(item), action && isOpenAction(action)]).toEqual([true, true])
        }
      }
    })
    fc.assert(law, RUNS)
  })

  it('a case file knows its action and its to-dos, their stays, items and work, and nothing else', () => {
    const law = fc.property(lengths(10), (entries) => {
      const { file } = new Desk(aBusyFile()).decideAll(entries)
      for (const { id } of file.actions) {
        const part = partOf(id, file)
        if (!part) continue
        const own = new Set(part.associations.map(({ itemId }) => itemId))
        const [action, ...toDos] = part.actions
        expect(action?.id).toBe(id)
        expect(toDos.every(({ caseId }) => caseId === id)).toBe(true)
        const actionIds = new Set(part.actions.map((one) => one.id))
        for (const { actionId } of [...part.associations, ...part.casework])
          expect(actionIds.has(actionId)).toBe(true)
        expect(part.items.every((item) => own.has(item.id))).toBe(true)
      }
    })
    fc.assert(law, RUNS)
  })

  it('figures kept by what changed are figures counted from scratch', () => {
    const law = fc.property(lengths(10), (entries) => {
      const desk = new Desk(aBusyFile())
      let { file } = desk
      let figures = figuresOf(file.items, desk.company)
      desk.decideAll(entries)
      for (const { decision } of desk.decided) {
        if (decision.type !== 'applied') continue
        for (const row of decision.rows) {
          if (isOfNoFile(row)) continue
          if (row.table === 'items')
            figures = figuresAfter(figures, findItem(file, row.row.id), row.row, desk.company)
          file = withRow(file, row)
        }
      }
      expect(figures).toEqual(figuresOf(desk.file.items, desk.company))
    })
    fc.assert(law, RUNS)
  })

  it('what goes in is never written to', () => {
    const law = fc.property(lengths(6), (entries) => {
      const desk = new Desk(deeplyFrozen(aBusyFile()))
      for (const entry of entries) {
        desk.decide(deeplyFrozen(entry))
        deeplyFrozen(desk.file)
      }
      expect(desk.decided.filter(({ decision }) => isDefect(decision))).toEqual([])
    })
    fc.assert(law, RUNS)
  })

  it('every answer, history row and row has the shape it travels and is stored in', () => {
    const schemas = {
      clients: clientSchema,
      contacts: contactSchema,
      items: itemSchema,
      actions: actionSchema,
      associations: associationSchema,
      casework: caseworkSchema,
      documents: documentSchema,
      parked: parkedSchema,
    }
    const law = fc.property(lengths(8), (entries) => {
      const desk = new Desk(aBusyFile()).decideAll(entries)
      for (const { decision } of desk.decided) {
        outcomeSchema.parse(outcomeOf(decision))
        if (decision.type !== 'applied') continue
        for (const change of decision.rows) if (!isOfNoFile(change)) schemas[change.table].parse(change.row)
      }
      for (const row of desk.history) historyRowSchema.parse(row)
    })
    fc.assert(law, RUNS)
  })

  it('the history tells every change of a field that is told: before, after, and by which entry', () => {
    const law = fc.property(lengths(8), (entries) => {
      const start = aBusyFile()
      const desk = new Desk(start).decideAll(entries)
      let balance = findItem(start, idOf('F1'))?.balanceMinor
      for (const { changes } of desk.history)
        for (const { table, id, field, before, after } of changes)
          if (table === 'items' && id === idOf('F1') && field === 'balanceMinor') {
            expect(before).toBe(balance)
            balance = Number(after)
          }
      expect(balance).toBe(findItem(desk.file, idOf('F1'))?.balanceMinor)
    })
    fc.assert(law, RUNS)
  })
})

function inAnyOrder(entries: readonly Entry[], chance: Iterator<number>): Entry[] {
  const left = [...entries]
  const order: Entry[] = []
  while (left.length > 0) order.push(...left.splice(Number(chance.next().value) % left.length, 1))
  return order
}

/** When a thing was done is the server's to say. */
function withoutMoments(file: ClientFile): ClientFile {
  return {
    ...file,
    client: { ...file.client, stamps: {} },
    contacts: file.contacts.map((row) => ({ ...row, stamps: {} })),
    items: file.items.map((row) => ({ ...row, stamps: {} })),
    actions: file.actions.map((row) => ({
      ...row,
      stamps: {},
      openedAt: 0,
      closedAt: row.closedAt === null ? null : 0,
    })),
    documents: file.documents.map((row) => ({
      ...row,
      stamps: {},
      withdrawn: row.withdrawn && { ...row.withdrawn, at: 0 },
    })),
  }
}

function isDefect(decision: { type: string; refusal?: { type: string } }): boolean {
  return decision.refusal?.type === 'defect'
}

function deeplyFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deeplyFrozen(part)
  }
  return value
}
