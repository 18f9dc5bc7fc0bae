import { expect, it } from 'vitest'
import type { Entry } from '#shared/journal/entry.ts'
import { Journal } from '../journal/journal.ts'
import { aCompany } from '../testing/a-company.ts'
import { LEDGER, anImporter, ledgerText } from '../testing/an-import.ts'
import { testDatabase } from '../testing/databases.ts'
import { importFile } from './import-file.ts'
import { firstErrors } from './runs.ts'

/** A book in which the journal can be told to refuse some entries. */
async function aBook() {
  const company = await aCompany(await testDatabase())
  const { run, importPorts, requestOf } = anImporter(company)

  async function runRefusing(isRefused: (entry: Entry) => boolean, text: string, asOf: string) {
    class Refusing extends Journal {
      override async submit(request: Parameters<Journal['submit']>[0]) {
        const entries = request.entries.filter(({ entry }) => !isRefused(entry))
        const settled = entries.length === 0 ? [] : await super.submit({ ...request, entries })
        return request.entries.map(({ entry }) => {
          const taken = settled.find(({ entryId }) => entryId === entry.id)
          const refusal = { type: 'defect' as const, reference: 'R1' }
          return taken ?? { entryId: entry.id, version: 0, outcome: { type: 'refused' as const, refusal } }
        })
      }
    }
    const journal = new Refusing(company.database, company.ports)
    const runs: string[] = []
    const outcome = await importFile(
      { ...importPorts, journal },
      { ...requestOf(text, asOf, LEDGER), mode: 'full' },
      { confirm: false, planned: async (prepared) => void runs.push(prepared.run.id) },
    )
    if (outcome.state !== 'done') throw new Error(`it is ${outcome.state}`)
    return { ...outcome, kept: await firstErrors(company.database.db, runs[0] ?? '', 10) }
  }
  return { run, runRefusing }
}

const rows = ['A', 'B', 'C', 'D', 'E'].map((number) => ({ number, name: 'Old name' }))
const reference = { reference: 'R1' }

it('an absent item that the journal does not close is listed by its number', async () => {
  const { run, runRefusing } = await aBook()
  await run(ledgerText(rows), '2026-01-20')
  const isAbsent = ({ data }: Entry) => JSON.stringify(data).includes('"items":[]')
  const end = await runRefusing(isAbsent, ledgerText(rows.slice(1)), '2026-01-21')
  expect(end).toMatchObject({ counts: { unchanged: 4, errors: 0 }, absent: 0, totals: { open: 5 } })
  expect(end.notTaken).toEqual([{ line: 0, column: null, value: 'A', code: 'notClosed', params: reference }])
  expect(end.kept).toEqual(end.notTaken)
})

it('when the journal does not take a new name, every row that brings it is refused', async () => {
  const { run, runRefusing } = await aBook()
  await run(ledgerText([...rows, { number: 'X', client: 'C2' }]), '2026-01-20')
  const renamed = [
    ...rows.map((row) => ({ ...row, name: 'New name' })),
    { number: 'X', client: 'C2', amount: '5.00' },
  ]
  const isOfRenamed = ({ data }: Entry) => JSON.stringify(data).includes('New name')
  const end = await runRefusing(isOfRenamed, ledgerText(renamed), '2026-01-21')
  expect(end.counts).toMatchObject({ read: 6, changed: 1, unchanged: 0, errors: 5 })
  expect(end.notTaken.map(({ line, value, code }) => [line, value, code])).toEqual(
    rows.map(({ number }, at) => [at + 2, number, 'notTaken']),
  )
  expect(end.kept).toEqual(end.notTaken)
})

it('rows that the journal does not take are refused, whatever they would have done', async () => {
  const { run, runRefusing } = await aBook()
  await run(ledgerText(rows), '2026-01-20')
  const later = [
    { number: 'A', name: 'Old name', settled: '2026-01-21' },
    { number: 'B', name: 'Old name', amount: '7.00' },
    ...rows.slice(2),
    { number: 'F', name: 'Old name' },
  ]
  const end = await runRefusing(() => true, ledgerText(later), '2026-01-21')
  expect(end.counts).toMatchObject({ read: 6, added: 0, changed: 0, closed: 0, unchanged: 3, errors: 3 })
  expect(end.notTaken.map(({ line, value }) => [line, value])).toEqual([
    [2, 'A'],
    [3, 'B'],
    [7, 'F'],
  ])
})
