import { type Loads, assign } from '../assignment/assign.ts'
import type { FileKind } from '../clients/case-file.ts'
import type { ClientFile } from '../clients/client-file.ts'
import type { Company } from '../company/company.ts'
import { decideOnFile } from '../journal/decide.ts'
import { type Decided, historyRowOf } from '../journal/decided.ts'
import type { Entry } from '../journal/entry.ts'
import type { Context } from '../journal/entry-kind.ts'
import type { HistoryRow } from '../journal/history.ts'
import { aCompany } from './a-client-file.ts'

/** Decides entries one after another, each at its own moment, and keeps the history for undo. */
export class Desk {
  file: ClientFile
  readonly decided: Decided[] = []
  readonly history: HistoryRow[] = []
  readonly company: Company
  readonly #holds: FileKind
  /** Open cases by resolver, as only the server has them. */
  readonly #loads: Loads | undefined

  constructor(file: ClientFile, company: Company = aCompany(), holds: FileKind = 'client', loads?: Loads) {
    this.file = file
    this.company = company
    this.#holds = holds
    this.#loads = loads
  }

  contextAt(occurred: number, at: number = occurred): Context {
    const historyOf = (id: string) => this.#toldOf(id)
    const loads = this.#loads
    const { company } = this
    return {
      company,
      at,
      occurred,
      historyOf,
      assign: loads && ((asked, on) => assign(asked, company.people.values(), loads, on)),
    }
  }

  decide(entry: Entry): Decided[] {
    const { decided, file } = decideOnFile(entry, this.file, this.#holds, this.contextAt(entry.at))
    this.file = file
    for (const one of decided) {
      const arrival = { number: null, occurred: entry.at, receivedAt: entry.at, late: false, version: 0 }
      const row = historyRowOf(one, arrival)
      if (row) this.history.push(row)
    }
    this.decided.push(...decided)
    return decided
  }

  decideAll(entries: readonly Entry[]): this {
    for (const entry of entries) this.decide(entry)
    return this
  }

  #toldOf(entryId: string): HistoryRow[] {
    const ids = new Set([entryId])
    return this.history.filter((row) => {
      const belongs = ids.has(row.id) || (row.cause !== null && ids.has(row.cause))
      if (belongs) ids.add(row.id)
      return belongs
    })
  }
}
