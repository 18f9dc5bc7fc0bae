import type { CompanyDocument, FileDocument, HistoryDocument, SummaryDocument } from './collections.ts'
import { emptyFigures } from '#shared/figures/client-figures.ts'

/** What is left of a document that was removed, until the storage is tidied: its id and nothing of its contents. */
export const EMPTIED = {
  file: (id: string): FileDocument => ({
    id,
    kind: 'case',
    version: 0,
    parts: 0,
    client: null,
    contacts: [],
    items: [],
    actions: [],
    associations: [],
    figures: null,
  }),
  summary: (id: string): SummaryDocument => ({
    id,
    version: 0,
    rows: [],
    card: {
      fileId: 'case:',
      kind: 'case',
      clientId: '',
      name: '',
      number: '',
      entity: null,
      collectorId: null,
      salesId: null,
      scenarioId: null,
      figures: [],
      converted: emptyFigures('XXX'),
      unconverted: [],
      rateKey: '',
      openActionCount: 0,
      openItems: [],
    },
  }),
  history: (id: string): HistoryDocument => ({ id, parts: 0, rows: [] }),
  company: (id: string): CompanyDocument => ({ id, is: { type: 'nothing' } }),
}
