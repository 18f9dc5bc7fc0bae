import { randomBytes } from 'node:crypto'
import { newId } from '#shared/base/ids.ts'
import { type Mapping } from '#shared/imports/mapping.ts'
import { BLANK_MAPPING } from '#shared/imports/new-mapping.ts'
import type { RowError } from '#shared/imports/row-error.ts'
import type { FileSource } from '../imports/file-source.ts'
import { type ImportOutcome, type Prepared, importFile } from '../imports/import-file.ts'
import { firstErrors } from '../imports/runs.ts'
import type { TestCompany } from './a-company.ts'

export const LEDGER: Mapping = {
  ...BLANK_MAPPING,
  name: 'test ledger',
  source: 'ledger',
  columns: {
    clientNumber: 'client',
    clientName: 'name',
    entity: 'entity',
    number: 'number',
    amount: 'amount',
    issuedOn: 'issued',
    dueOn: 'due',
    settledOn: 'settled',
    status: 'disputed',
    collector: 'collector',
  },
  dates: 'Y-M-D',
  decimal: '.',
  statuses: { yes: 'dispute' },
  fixed: { currency: 'EUR', entity: null },
  open: 'untilSettled',
}

export type LedgerRow = Partial<
  Record<
    | 'client'
    | 'name'
    | 'entity'
    | 'number'
    | 'amount'
    | 'issued'
    | 'due'
    | 'settled'
    | 'disputed'
    | 'collector'
    | 'region'
    | 'depot',
    string
  >
>

const COLUMNS = [
  'client',
  'name',
  'entity',
  'number',
  'amount',
  'issued',
  'due',
  'settled',
  'disputed',
  'collector',
  'region',
  'depot',
] as const

export function ledgerText(rows: readonly LedgerRow[]): string {
  const lines = rows.map((row) => {
    const filled: LedgerRow = {
      client: 'C1',
      amount: '100.00',
      issued: '2026-01-10',
      due: '2026-02-10',
      ...row,
    }
    return COLUMNS.map((column) => filled[column] ?? '').join(',')
  })
  return [COLUMNS.join(','), ...lines].join('\n')
}

function textSource(text: string): FileSource {
  return async function* () {
    yield Buffer.from(text)
  }
}

export type Imported = ImportOutcome & { errors: RowError[] }

/** Imports texts into a test company, as the command and the screen do. */
export function anImporter(company: TestCompany) {
  const { database, journal, ports, clock } = company
  const importPorts = { database, journal, now: ports.now, newId: () => newId(clock.now, randomBytes(16)) }

  function requestOf(text: string, asOf: string, mapping: Mapping) {
    const source = textSource(text)
    return { companyId: company.id, source, fileName: 'test.csv', mapping, asOf, by: 'command' }
  }

  async function run(
    text: string,
    asOf: string,
    more: {
      mode?: 'full' | 'delta'
      confirm?: boolean
      mapping?: Mapping
      planned?: (prepared: Prepared) => void
    } = {},
  ): Promise<Imported> {
    let errors: RowError[] = []
    const request = { ...requestOf(text, asOf, more.mapping ?? LEDGER), mode: more.mode ?? ('full' as const) }
    const outcome = await importFile(importPorts, request, {
      confirm: more.confirm ?? false,
      planned: async (prepared) => {
        errors = await firstErrors(database.db, prepared.run.id, 1000)
        more.planned?.(prepared)
      },
    })
    return { ...outcome, errors }
  }
  return { run, importPorts, requestOf }
}
