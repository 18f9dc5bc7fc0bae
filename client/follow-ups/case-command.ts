/** What one can do on the page of a case; each but renaming opens its sheet. */
export type CaseCommand =
  | 'comment'
  | 'document'
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
  | 'stage'
  | 'decide'
  | 'participant'
  | 'ask'
  | 'creditNote'
  | 'exportHistory'
  | 'close'
  | 'reopen'
  | 'paymentSeen'

/** The facts of a case that one tap changes. */
export type CaseFact = Extract<CaseCommand, 'owner' | 'resolver' | 'reason' | 'kind'>

/** What opens a sheet: renaming is done where the name stands, documents where they are, a paper is made at once, payments are the plan's. */
export type CaseSheet = Exclude<CaseCommand, 'rename' | 'document' | 'exportHistory' | 'paymentSeen'>

/** What one may do with a case; the keys are what its buttons ask. */
export type CaseMay = Record<
  | 'change'
  | 'comment'
  | 'document'
  | 'exchange'
  | 'close'
  | 'reopen'
  | 'associate'
  | 'disassociate'
  | 'requalify'
  | 'addToDo'
  | 'stage'
  | 'decide'
  | 'participant'
  | 'ask'
  | 'creditNote'
  | 'paymentSeen',
  boolean
>
