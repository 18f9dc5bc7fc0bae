import { type Action, isOpenAction } from '#shared/actions/action.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'

/** The specific action of a client that is due first; the to-dos of a case stand in their case. */
export function firstAction(file: ClientFile): Action | undefined {
  return file.actions
    .filter((action) => isOpenAction(action) && action.caseId === null)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0]
}
