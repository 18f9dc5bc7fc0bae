import { and, eq } from 'drizzle-orm'
import { groupBy } from '#shared/base/group-by.ts'
import { type Hold, holdsOf } from '#shared/clients/scope.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Company } from '#shared/company/company.ts'
import { isSame } from '#shared/journal/file-draft.ts'
import { clients, scope, scopePast } from '../clients/tables.ts'
import { anyOf } from '../db/any-of.ts'
import type { Db } from '../db/open.ts'
import { loadFiles } from './file-rows.ts'
import { upsert } from './upsert.ts'

const FILES_AT_ONCE = 500

type ScopeRow = typeof scope.$inferSelect

/**
 * Brings the maintained scope of some clients in line with their files, in the transaction that changed them.
 */
export async function maintainScope(
  tx: Db,
  companyId: string,
  version: number,
  files: readonly ClientFile[],
  company: Company,
  companyFits: boolean,
): Promise<void> {
  if (files.length === 0) return
  const clientIds = files.map(({ client }) => client.id)
  const rows = await tx
    .select()
    .from(scope)
    .where(and(eq(scope.companyId, companyId), anyOf(scope.clientId, clientIds)))
  const known = new Map(rows.map((row) => [keyOf(row), row]))
  const changed: ScopeRow[] = []
  const past: (typeof scopePast.$inferInsert)[] = []

  for (const file of files) {
    const clientId = file.client.id
    const holds = groupBy(holdsOf(file, company.people, companyFits), keyOfHold)
    for (const [key, reasonsOfOne] of holds) {
      const [hold] = reasonsOfOne
      if (!hold) continue
      const reasons = Object.fromEntries(reasonsOfOne.map(({ reason }) => [reason, 1]))
      const row = known.get(key)
      known.delete(key)
      if (row?.outVersion === null) {
        if (!isSame(row.reasons, reasons)) changed.push({ ...row, reasons })
        continue
      }
      if (row?.outVersion) past.push({ ...row, outVersion: row.outVersion })
      const { personId, kind, fileId } = hold
      changed.push({
        companyId,
        personId,
        kind,
        fileId,
        clientId,
        reasons,
        inVersion: version,
        outVersion: null,
      })
    }
  }
  for (const row of known.values())
    if (row.outVersion === null) changed.push({ ...row, reasons: {}, outVersion: version })

  if (past.length > 0) await tx.insert(scopePast).values(past)
  await upsert(tx, scope, changed)
}

/** Everybody's scope anew: when people change, or when the company outgrows a phone. Clients and actions decide it. */
export async function rescopeCompany(
  tx: Db,
  companyId: string,
  version: number,
  company: Company,
  companyFits: boolean,
): Promise<void> {
  const clientIds = await tx.select({ id: clients.id }).from(clients).where(eq(clients.companyId, companyId))
  for (let at = 0; at < clientIds.length; at += FILES_AT_ONCE) {
    const ids = clientIds.slice(at, at + FILES_AT_ONCE).map(({ id }) => id)
    const files = await loadFiles(tx, companyId, ids)
    await maintainScope(
      tx,
      companyId,
      version,
      [...files.values()].map(({ file }) => file),
      company,
      companyFits,
    )
  }
}

function keyOf(row: ScopeRow): string {
  return `${row.personId}/${row.kind}/${row.fileId}`
}

function keyOfHold(hold: Hold): string {
  return `${hold.personId}/${hold.kind}/${hold.fileId}`
}
