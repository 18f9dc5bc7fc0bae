import type { Action, Association } from '../actions/action.ts'
import type { Casework } from '../casework/casework.ts'
import type { Client, Contact } from '../clients/client.ts'
import type { Setting } from '../company/settings.ts'
import type { Document } from '../documents/document.ts'
import type { Item } from '../items/item.ts'
import type { Parked, ParkedBecause } from '../parked/parked.ts'
import type { Person } from '../people/person.ts'
import type { Preferences } from '../people/preferences.ts'
import type { Entry } from './entry.ts'
import type { Details, FieldChange } from './history.ts'
import type { LeftOut, NoopReason, Refusal } from './outcome.ts'

/** The row types a decision may write, by table. */
export type RowsByTable = {
  clients: Client
  contacts: Contact
  items: Item
  actions: Action
  associations: Association
  casework: Casework
  documents: Document
  parked: Parked
  settings: Setting
  preferences: Preferences
  people: Person
}

/** A whole row after the decision. */
export type RowChange = { [T in keyof RowsByTable]: { table: T; row: RowsByTable[T] } }[keyof RowsByTable]

/** What the history will tell of an entry. */
export type Story = {
  actionId: string | null
  itemIds: string[]
  text: string | null
  details: Details
  changes: FieldChange[]
}

/**
 * The answer of a rule. `unknown` is a phone's: the rule needs rows the device does not hold,
 * and the server will tell.
 */
export type Decision =
  | {
      type: 'applied'
      rows: RowChange[]
      story: Story
      caused: Entry[]
      superseded: string[]
      leftOut: LeftOut[]
      /** The open case an opening was joined to instead, where its items sit already. */
      joined?: string
      /** Parked entries that are answered by this one and come to nothing. */
      ends?: { entryId: string; refusal: Refusal }[]
    }
  /** `rows`: what is to be remembered although nothing is done, such as the id a joined opening had meant. */
  | { type: 'noop'; reason: NoopReason; joined?: string; rows?: RowChange[] }
  /** Somebody else is to decide. */
  | { type: 'parked'; because: ParkedBecause }
  | { type: 'refused'; refusal: Refusal }
  | { type: 'unknown' }

export function refuse(refusal: Refusal): Decision {
  return { type: 'refused', refusal }
}

export function noop(reason: NoopReason): Decision {
  return { type: 'noop', reason }
}
