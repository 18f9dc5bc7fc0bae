/** What one can do on the page of a case; each but renaming opens its sheet. */
export type CaseCommand =
  | 'comment'
  | 'exchange'
  | 'reschedule'
  | 'rename'
  | 'kind'
  | 'reason'
  | 'owner'
  | 'resolver'
  | 'requalify'
  | 'associate'
  | 'disassociate'
  | 'addToDo'
  | 'close'
  | 'reopen'

/** The facts of a case that one tap changes. */
export type CaseFact = Extract<CaseCommand, 'owner' | 'resolver' | 'reason' | 'kind'>
