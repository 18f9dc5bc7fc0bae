import { sql } from 'drizzle-orm'
import type { Action } from '#shared/actions/action.ts'
import { partOf } from '#shared/clients/case-file.ts'
import { type ClientFile, findAction } from '#shared/clients/client-file.ts'
import { holdsOf } from '#shared/clients/scope.ts'
import type { Company } from '#shared/company/company.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { historyOfAction, historyOfCase } from '#shared/journal/history-of-action.ts'
import { RUNS_THE_COMPANY } from '#shared/journal/permissions.ts'
import type { Person } from '#shared/people/person.ts'
import { loadCompany } from '../company/load-company.ts'
import type { Db } from '../db/open.ts'
import { rowOf, rowsOf } from '../db/rows.ts'
import { loadFiles } from '../journal/file-rows.ts'
import { historyColumns } from '../journal/history-columns.ts'
import type { ChainHead } from '../journal/verify-chain.ts'

/** A history row with the seal it has in the chain; without salt, what it said was erased. */
export type SealedRow = HistoryRow & { number: number; digest: string; salt: string | null }

/** Everything papers of a case are made of, cut to what one person may read. */
export type CasePapers = {
  company: Company
  file: ClientFile
  action: Action
  history: SealedRow[]
  head: ChainHead
}

/** The papers of a case for somebody; undefined where there is no such case, or not for them. `tx` is a snapshot. */
export async function casePapers(
  tx: Db,
  companyId: string,
  person: Person,
  { clientId, actionId }: { clientId: string; actionId: string },
): Promise<CasePapers | undefined> {
  const [company, files] = await Promise.all([
    loadCompany(tx, companyId),
    loadFiles(tx, companyId, [clientId]),
  ])
  const whole = files.get(clientId)?.file
  const holds =
    whole && holdsOf(whole, new Map([[person.id, person]]), RUNS_THE_COMPANY[person.role] === 'everywhere')
  const holdsClient = holds?.some(({ kind }) => kind === 'client') ?? false
  if (!whole || !holds || (!holdsClient && !holds.some(({ fileId }) => fileId === actionId))) return undefined
  const file = holdsClient ? whole : partOf(actionId, whole)
  const action = file && findAction(file, actionId)
  if (!action) return undefined

  const rows = await rowsOf<SealedRow>(
    tx,
    sql`select ${historyColumns}, history.digest, history.salt from history
        where company_id = ${companyId} and client_id = ${clientId} order by number`,
  )
  const sealed = new Map(rows.map((row) => [row.id, row]))
  const told = holdsClient ? historyOfAction(action, whole, rows) : historyOfCase(action, whole, rows)
  const head = await rowOf<ChainHead>(
    tx,
    sql`select history_number as number, history_hash as hash from companies where id = ${companyId}`,
  )
  const history = told.flatMap((row) => {
    const seal = sealed.get(row.id)
    return seal ? [{ ...row, number: seal.number, digest: seal.digest, salt: seal.salt }] : []
  })
  return { company, file, action, history, head }
}
