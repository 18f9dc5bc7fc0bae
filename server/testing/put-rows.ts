import { must } from '#shared/base/must.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { type FileRowChange, withRows } from '#shared/journal/file-draft.ts'
import { loadCompany } from '../company/load-company.ts'
import { loadFiles } from '../journal/file-rows.ts'
import { lockCompany } from '../journal/lock-company.ts'
import { writeRound } from '../journal/write-round.ts'
import type { TestCompany } from './a-company.ts'

/** Writes rows of a client as the journal writes those a rule decided on, whatever entry would bring them. */
export async function putRows(
  { id, database, ports }: TestCompany,
  clientId: string,
  rowsOf: (file: ClientFile) => FileRowChange[],
): Promise<void> {
  await database.transaction(async (tx) => {
    const head = await lockCompany(tx, id)
    const before = must((await loadFiles(tx, id, [clientId])).get(clientId), 'the file')
    const rows = rowsOf(before.file)
    const after = { ...before, file: withRows(before.file, rows) }
    const written = {
      rows,
      changedFiles: [{ clientId, before, after }],
      company: await loadCompany(tx, id),
      people: [],
      peopleBefore: new Map(),
      stored: [],
      endings: [],
      history: [],
    }
    await writeRound(tx, head, written, ports.now(), ports)
  })
}
