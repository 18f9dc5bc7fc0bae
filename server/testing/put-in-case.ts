import { randomUUID } from 'node:crypto'
import type { Participant } from '#shared/actions/participant.ts'
import { findAction } from '#shared/clients/client-file.ts'
import type { Asked, Validation } from '#shared/validations/validation.ts'
import { TODAY, type TestCompany } from './a-company.ts'
import { putRows } from './put-rows.ts'

type Case = { id: string; clientId: string }

/** A to-do of a case, with an item in it if that is free. */
export function putToDo(
  company: TestCompany,
  { id, clientId }: Case,
  ownerId: string,
  itemId: string | null,
) {
  return putRows(company, clientId, (file) => {
    const action = findAction(file, id)
    if (!action) return []
    const toDo = { ...action, id: randomUUID(), type: 'task' as const, kind: null, caseId: id, ownerId }
    const isFree =
      file.items.some((item) => item.id === itemId) &&
      !file.associations.some((stay) => stay.itemId === itemId && stay.leftOn === null)
    const [had] = file.associations
    return [
      { table: 'actions', row: { ...toDo, resolverId: null, participants: [], aliases: [] } },
      ...(itemId !== null && isFree && had
        ? [
            {
              table: 'associations' as const,
              row: {
                ...had,
                id: randomUUID(),
                actionId: toDo.id,
                itemId,
                leftOn: null,
                leftBecause: null,
                leftWith: null,
                removed: false,
              },
            },
          ]
        : []),
    ]
  })
}

export function putParticipants(company: TestCompany, { id, clientId }: Case, participants: Participant[]) {
  return putRows(company, clientId, (file) => {
    const action = findAction(file, id)
    if (!action) return []
    return [{ table: 'actions', row: { ...action, participants } }]
  })
}

/** A validation in a case; `row` says what of it is otherwise. */
export function putValidation(
  company: TestCompany,
  { id, clientId }: Case,
  asked: Asked[],
  row: { validationId?: string; state?: Validation['state']; wakesOn?: string | null } = {},
) {
  const { validationId = randomUUID(), state = 'open', wakesOn = null } = row
  return putRows(company, clientId, (file) =>
    !findAction(file, id)
      ? []
      : [
          {
            table: 'casework',
            row: {
              id: validationId,
              clientId,
              actionId: id,
              wakesOn,
              removed: false,
              version: 0,
              work: {
                type: 'validation',
                state,
                question: 'May we credit it?',
                aboutId: null,
                amountMinor: null,
                currency: null,
                dueOn: TODAY,
                askedBy: company.personOf('collector'),
                askedOn: TODAY,
                levels: [{ asked, needs: 'one', answers: [], escalated: [] }],
                level: 0,
                reminders: 0,
                endedOn: state === 'open' ? null : TODAY,
              },
            },
          },
        ],
  )
}
