import { decideBy } from './decide-by.ts'
import { findKind } from './kinds.ts'

/** The rule with every kind there is, as the server decides. */
export const { decideOnFile, decideOnCompany, decideOnPerson } = decideBy(findKind)
