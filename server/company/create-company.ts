import { sql } from 'drizzle-orm'
import type { CurrencyCode } from '#shared/base/amount.ts'
import { defaultSettings } from '#shared/company/default-settings.ts'
import type { Setting } from '#shared/company/settings.ts'
import type { Database } from '../db/open.ts'
import { CHAIN_START } from '../journal/history-chain.ts'
import type { JournalPorts } from '../journal/journal.ts'
import { upsert } from '../journal/upsert.ts'
import { companies, settings, versions } from './tables.ts'

export type NewCompany = {
  id: string
  name: string
  currency: CurrencyCode
  timeZone: string
  /** Beside the default settings. */
  settings?: Setting[]
}

/** Makes a company with the settings every company starts with, at version 1. */
export async function createCompanyInStore(
  database: Database,
  company: NewCompany,
  { now, stamp }: Pick<JournalPorts, 'now' | 'stamp'>,
): Promise<void> {
  const { id, name, currency, timeZone } = company
  await database.transaction(async (tx) => {
    await tx.execute(sql`select set_config('suivi.version', '1', true)`)
    await tx.insert(companies).values({
      id,
      version: 1,
      receivedAt: now(),
      historyNumber: 0,
      historyHash: CHAIN_START,
      openItems: 0,
      isHeldWhole: true,
    })
    await tx.insert(versions).values({ companyId: id, version: 1, stamp: stamp(), at: now() })
    const all = [...defaultSettings({ name, currency, timeZone }), ...(company.settings ?? [])]
    await upsert(
      tx,
      settings,
      all.map((setting) => ({ ...setting, companyId: id })),
    )
  })
}
