import type { Action } from '../actions/action.ts'
import type { ClientFile } from '../clients/client-file.ts'
import { caseIdOf, findAction, staysOf } from '../clients/client-file.ts'
import { casesHeldBy } from '../clients/scope.ts'
import type { Person, Role } from '../people/person.ts'
import type { Touched } from './entry-kind.ts'

/**
 * How far a role reaches with a kind of entry.
 * - `everywhere`: any file of the company
 * - `held`: client files in one's portfolio, and cases one holds
 * - `ownCases`: only cases one holds (runs, takes part in, is asked in), and the items in them
 * - `ownDisputes`: as `ownCases`, and what is opened must be a dispute, or a to-do of an own case
 * - `ownToDos`: only to-dos of a case that are one's own
 * - `self`: only what is one's own (preferences)
 */
export type Reach = 'everywhere' | 'held' | 'ownCases' | 'ownDisputes' | 'ownToDos' | 'self' | 'never'

/** Total over the roles: a forgotten role does not compile. */
export type May = Record<Role, Reach>

/** What a person holds of one client: all of the file, or some cases of it; and the to-dos they own in those. */
export type Holding = { wholeFile: boolean; cases: ReadonlySet<string>; toDos: ReadonlySet<string> }

export const HOLDS_NOTHING: Holding = { wholeFile: false, cases: new Set(), toDos: new Set() }

/**
 * What somebody holds of a file by its rows: collector and sales hold it whole, others the cases they run, take part in
 * or are asked in, by the rule that gives them the files.
 */
export function holdingOf(person: Person, file: ClientFile): Holding {
  const toDos = file.actions.filter((action) => action.ownerId === person.id && isToDo(action, file))
  return {
    wholeFile: isInCharge(person.id, file),
    cases: casesHeldBy(person, file),
    toDos: new Set(toDos.map(({ id }) => id)),
  }
}

function isToDo(action: Action, file: ClientFile): boolean {
  return !action.removed && caseIdOf(action, file) !== action.id
}

export function isInCharge(personId: string, { client }: Pick<ClientFile, 'client'>): boolean {
  return client.collectorId === personId || client.salesId === personId
}

/** Whether a holding knows an action: as its case, or as a to-do of it. */
export function knowsAction(holding: Holding, actionId: string, file: ClientFile): boolean {
  const action = findAction(file, actionId)
  return holding.cases.has(action ? caseIdOf(action, file) : actionId)
}

/** Whether a reach covers what an entry works on. The same answer shows or hides a button and accepts or refuses the entry. */
export function reaches(reach: Reach, holding: Holding, touched: Touched, file: ClientFile): boolean {
  switch (reach) {
    case 'everywhere':
      return true
    case 'held':
      return holding.wholeFile || isWithinCases(holding, touched, file)
    case 'ownCases':
      return isWithinCases(holding, touched, file)
    case 'ownDisputes':
      return isDisputeOrToDo(touched) && isWithinCases(holding, touched, file)
    case 'ownToDos':
      return isOfToDos(holding, touched)
    case 'self':
    case 'never':
      return false
  }
}

function isDisputeOrToDo({ opens }: Touched): boolean {
  return !opens || opens.kind === 'dispute' || (opens.caseId ?? null) !== null
}

function isOfToDos({ toDos }: Holding, { actionIds = [], itemIds = [] }: Touched): boolean {
  return actionIds.length > 0 && itemIds.length === 0 && actionIds.every((id) => toDos.has(id))
}

function isWithinCases(holding: Holding, touched: Touched, file: ClientFile): boolean {
  if (holding.cases.size === 0) return false
  const actionIds = touched.actionIds ?? []
  const itemIds = touched.itemIds ?? []
  // An action the file does not know is about to be opened: it is judged by its items.
  const known = actionIds.filter((id) => findAction(file, id))
  if (known.length === 0 && itemIds.length === 0) return false
  return (
    known.every((id) => knowsAction(holding, id, file)) &&
    itemIds.every((id) => isItemOfCases(id, holding, file))
  )
}

/** What somebody may do with an item of a case ends where the case file ends. */
function isItemOfCases(itemId: string, holding: Holding, file: ClientFile): boolean {
  return file.actions.some(
    (action) =>
      holding.cases.has(caseIdOf(action, file)) &&
      staysOf(file, action).some((stay) => stay.itemId === itemId),
  )
}

/** Client files, everywhere for those who run the company, in the portfolio and own cases for the others. */
export const WORKS_ON_CLIENTS: May = {
  administrator: 'everywhere',
  creditManager: 'everywhere',
  collector: 'held',
  sales: 'held',
  resolver: 'ownCases',
  departmentUser: 'never',
  guest: 'never',
}

/** As above, and those asked into a case may speak in it. */
export const SPEAKS_IN_CASES: May = { ...WORKS_ON_CLIENTS, departmentUser: 'ownCases' }

/** As above, and who was given a to-do says that it is done. */
export const CLOSES_ACTIONS: May = { ...WORKS_ON_CLIENTS, departmentUser: 'ownToDos' }

export const OPENS_ACTIONS: May = { ...WORKS_ON_CLIENTS, resolver: 'ownDisputes' }

export const RUNS_THE_SCENARIO: May = { ...WORKS_ON_CLIENTS, sales: 'never', resolver: 'never' }

export const EDITS_CONTACTS: May = { ...WORKS_ON_CLIENTS, resolver: 'never' }

export const RUNS_THE_COMPANY: May = {
  administrator: 'everywhere',
  creditManager: 'everywhere',
  collector: 'never',
  sales: 'never',
  resolver: 'never',
  departmentUser: 'never',
  guest: 'never',
}

export const ADMINISTERS: May = { ...RUNS_THE_COMPANY, creditManager: 'never' }

export const EVERYBODY_ALONE: May = {
  administrator: 'self',
  creditManager: 'self',
  collector: 'self',
  sales: 'self',
  resolver: 'self',
  departmentUser: 'self',
  guest: 'self',
}

export const NOBODY: May = {
  administrator: 'never',
  creditManager: 'never',
  collector: 'never',
  sales: 'never',
  resolver: 'never',
  departmentUser: 'never',
  guest: 'never',
}
