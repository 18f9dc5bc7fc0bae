import type { Casework, CaseworkOf } from '../casework/casework.ts'
import { workOf } from '../casework/casework.ts'
import type { Person } from '../people/person.ts'
import { isEverAsked } from './answering.ts'
import { pendingFor, pendingIn } from './pending.ts'
import { isUnderWay } from './validation-states.ts'

/** Where a validation stands in somebody's list: it waits for them, they asked it, it is over; null: it is not theirs. */
export type MyPart = 'forMe' | 'asked' | 'done'

export function myPart(
  row: CaseworkOf<'validation'>,
  person: Person,
  file: { casework: readonly Casework[] },
): MyPart | null {
  const { work } = row
  const pending = pendingIn(row.actionId, file).find(({ id }) => id === row.id)
  if (pending && pendingFor(pending, person) !== null) return 'forMe'
  const isMine = work.askedBy === person.id
  if (isUnderWay(work.state)) {
    if (isMine) return 'asked'
    const answered = work.levels.some(({ answers }) => answers.some(({ by }) => by === person.id))
    return answered ? 'done' : null
  }
  return isMine || isEverAsked(work, person) ? 'done' : null
}

/** All validations of a file that are somebody's, with where they stand in their list. */
export function myValidations(person: Person, file: { casework: readonly Casework[] }) {
  return workOf(file, 'validation').flatMap((row) => {
    const part = myPart(row, person, file)
    return part === null ? [] : [{ row, part }]
  })
}
