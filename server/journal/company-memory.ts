import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Company } from '#shared/company/company.ts'
import type { Seen } from '#shared/journal/entry.ts'
import { loadCompany } from '../company/load-company.ts'
import type { Db } from '../db/open.ts'
import { type ServerFile, loadFiles } from './file-rows.ts'
import { clientIdsChangedSince, isCompanyChangedSince } from './changed-since.ts'

const FILES_KEPT = 4000

/**
 * What this process remembers of a company between transactions: its settings and people and the client files it last
 * worked on, all as of one version. Read under the company's lock only. Another process may have written meanwhile:
 * then what it wrote, found by version, is forgotten here first.
 */
export class CompanyMemory {
  #companyId: string
  /** Null: nothing is remembered. */
  #mark: Seen | null = null
  #company: Company | null = null
  #files = new Map<string, ServerFile>()

  constructor(companyId: string) {
    this.#companyId = companyId
  }

  /** What is remembered is as of this version. */
  get mark(): Seen | null {
    return this.#mark
  }

  /**
   * Brings the memory to the version the lock was taken at. A mark that is not of this history means a restored
   * database: all is forgotten.
   */
  async catchUp(tx: Db, head: Seen, isMarkKnown: boolean): Promise<void> {
    const mark = this.#mark
    if (!mark || !isMarkKnown || head.version < mark.version) this.forget()
    else if (head.version > mark.version) {
      if (await isCompanyChangedSince(tx, this.#companyId, mark.version)) this.#company = null
      for (const id of await clientIdsChangedSince(tx, this.#companyId, mark.version)) this.#files.delete(id)
    }
    this.#mark = head
  }

  forget(): void {
    this.#company = null
    this.#files.clear()
    this.#mark = null
  }

  async company(tx: Db): Promise<Company> {
    return (this.#company ??= await loadCompany(tx, this.#companyId))
  }

  /** The files of these clients, read where they are not remembered. */
  async files(tx: Db, clientIds: Iterable<string>): Promise<Map<string, ServerFile>> {
    const found = new Map<string, ServerFile>()
    const missing: string[] = []
    for (const id of new Set(clientIds)) {
      const file = this.#files.get(id)
      if (file) found.set(id, file)
      else missing.push(id)
    }
    for (const [id, file] of await loadFiles(tx, this.#companyId, missing)) {
      found.set(id, file)
      this.#keep(id, file)
    }
    return found
  }

  /** What a committed transaction left behind. */
  adopt(mark: Seen, files: ReadonlyMap<string, ServerFile>, companyChanged: boolean): void {
    this.#mark = mark
    if (companyChanged) this.#company = null
    for (const [id, file] of files) this.#keep(id, file)
  }

  #keep(id: string, file: ServerFile): void {
    this.#files.delete(id)
    this.#files.set(id, file)
    if (this.#files.size <= FILES_KEPT) return
    const [oldest] = this.#files.keys()
    if (oldest !== undefined) this.#files.delete(oldest)
  }
}

/** A client nobody has heard of yet: the file an import begins with. */
export function newFile(clientId: string): ServerFile {
  const client: ClientFile['client'] = {
    id: clientId,
    number: '',
    name: '',
    entity: null,
    collectorId: null,
    salesId: null,
    sourceCollector: null,
    scenarioId: null,
    scenarioStep: null,
    ownScenarioId: null,
    fields: {},
    stamps: {},
    version: 0,
  }
  return {
    file: {
      client,
      contacts: [],
      items: [],
      actions: [],
      associations: [],
      casework: [],
      documents: [],
      parked: [],
    },
    figures: [],
  }
}
