import type { AgendaRow } from '#shared/agenda/agenda-row.ts'
import type { Company } from '#shared/company/company.ts'
import { overlaidRows } from './overlay.ts'
import type { SeenAgendaRow, SeenFile } from './snapshot.ts'

type Known = { stored: readonly AgendaRow[]; company: Company; rows: readonly SeenAgendaRow[] }
const known = new WeakMap<SeenFile, Known>()

/** The agenda rows of a file that entries wait for; the same objects while file, replica and company are the same. */
export function pendingRows(
  seen: SeenFile,
  stored: readonly AgendaRow[],
  company: Company,
): readonly SeenAgendaRow[] {
  const before = known.get(seen)
  if (before?.stored === stored && before.company === company) return before.rows
  const rows = overlaidRows(seen, stored, company)
  known.set(seen, { stored, company, rows })
  return rows
}
