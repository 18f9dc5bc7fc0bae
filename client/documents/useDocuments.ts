import { useWorkplace } from '../session/workplace.ts'
import { documentsOf } from './documents-work.ts'

/** What this device has of one's documents: drafts, pages on their way, copies. */
export function useDocuments() {
  return documentsOf(useWorkplace())
}
