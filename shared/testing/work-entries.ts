import type { Casework } from '../casework/casework.ts'
import type { DataOf } from '../journal/data.ts'
import type { Entry } from '../journal/entry.ts'
import { RULE } from '../journal/entry.ts'
import type { CreditNoteRequest } from '../credit-notes/credit-note-request.ts'
import type { Asked, Level, Validation } from '../validations/validation.ts'
import { type ActionWithItems, TODAY, aCompany, aPieceOfWork, idOf } from './a-client-file.ts'
import { anEntry } from './entries.ts'

type More = Partial<Entry>

/** A company with people in two departments: nadia and omar in sales administration, lena in logistics. */
export function aCompanyWithDepartments() {
  return aCompany({
    people: [
      { id: 'nadia', role: 'departmentUser', departmentId: 'department.salesAdministration' },
      { id: 'omar', role: 'departmentUser', departmentId: 'department.salesAdministration' },
      { id: 'lena', role: 'departmentUser', departmentId: 'department.logistics' },
      { id: 'gone', role: 'departmentUser', departmentId: 'department.logistics', active: false },
    ],
  })
}

export const NADIA: Asked = { type: 'person', id: 'nadia' }
export const LENA: Asked = { type: 'person', id: 'lena' }
export const LOGISTICS: Asked = { type: 'department', id: 'department.logistics' }

export function aLevel(asked: Asked[], fields: Partial<Level> = {}): Level {
  return { asked, needs: 'one', answers: [], escalated: [], ...fields }
}

/** A question of the collector to nadia, due in three days. */
export function aValidation(fields: Partial<Validation> = {}): Validation {
  return {
    type: 'validation',
    state: 'open',
    question: 'May they pay later?',
    aboutId: null,
    amountMinor: null,
    currency: null,
    dueOn: '2026-11-25',
    askedBy: 'collector',
    askedOn: TODAY,
    levels: [aLevel([NADIA])],
    level: 0,
    reminders: 0,
    endedOn: null,
    ...fields,
  }
}

export function aQuestion(
  name: string,
  action: ActionWithItems,
  fields: Partial<Validation> = {},
  row: Partial<Casework> = {},
): Casework {
  return aPieceOfWork(name, action, aValidation(fields), { wakesOn: '2026-11-26', ...row })
}

/** A request of the collector for a credit note of so much of some items. */
export function aRequest(
  name: string,
  action: ActionWithItems,
  amounts: Record<string, number>,
  fields: Partial<CreditNoteRequest> = {},
): Casework {
  const items = Object.entries(amounts).map(([number, amountMinor]) => ({
    itemId: idOf(number),
    amountMinor,
  }))
  return aPieceOfWork(name, action, {
    type: 'creditNote',
    state: 'drafted',
    currency: 'EUR',
    items,
    reasonId: null,
    validationId: null,
    creditItemId: null,
    by: 'collector',
    madeOn: TODAY,
    endedOn: null,
    ...fields,
  })
}

export function ask(
  name: string,
  inCase: string,
  fields: Partial<DataOf<'validation.asked'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'validation.asked',
    {
      validationId: idOf(name),
      actionId: idOf(inCase),
      question: 'May they pay later?',
      aboutId: null,
      amountMinor: null,
      currency: null,
      dueOn: '2026-11-25',
      levels: [{ asked: [NADIA], needs: 'one' }],
      on: TODAY,
      ...fields,
    },
    more,
  )
}

export function answer(
  name: string,
  inCase: string,
  fields: Partial<DataOf<'validation.answered'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'validation.answered',
    {
      validationId: idOf(name),
      actionId: idOf(inCase),
      level: 0,
      answer: 'approved',
      comment: null,
      on: TODAY,
      asked: {
        question: 'May they pay later?',
        amountMinor: null,
        currency: null,
        items: [],
        revision: null,
      },
      ...fields,
    },
    { by: 'nadia', ...more },
  )
}

export function explain(name: string, inCase: string, text: string, more: More = {}): Entry {
  return anEntry(
    'validation.explained',
    { validationId: idOf(name), actionId: idOf(inCase), text, on: TODAY },
    more,
  )
}

export function withdrawQuestion(name: string, inCase: string, more: More = {}): Entry {
  return anEntry(
    'validation.withdrawn',
    { validationId: idOf(name), actionId: idOf(inCase), comment: null, on: TODAY },
    more,
  )
}

export function dayBrings(
  kind: 'validation.late' | 'validation.forgotten',
  name: string,
  inCase: string,
  on: string,
): Entry {
  return anEntry(kind, { validationId: idOf(name), actionId: idOf(inCase), on }, { by: RULE })
}

export function requestCredit(
  name: string,
  inCase: string,
  amounts: Record<string, number>,
  fields: Partial<DataOf<'creditNote.requested'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'creditNote.requested',
    {
      requestId: idOf(name),
      actionId: idOf(inCase),
      items: creditedItems(amounts),
      currency: 'EUR',
      reasonId: 'reason.price',
      comment: 'Old prices',
      on: TODAY,
      ...fields,
    },
    more,
  )
}

export function creditedItems(amounts: Record<string, number>) {
  return Object.entries(amounts).map(([number, amountMinor]) => ({ itemId: idOf(number), amountMinor }))
}

export function changeCredit(
  name: string,
  inCase: string,
  was: Record<string, number>,
  amounts: Record<string, number>,
  more: More = {},
): Entry {
  return anEntry(
    'creditNote.changed',
    {
      requestId: idOf(name),
      actionId: idOf(inCase),
      was: creditedItems(was),
      items: creditedItems(amounts),
      comment: null,
      on: TODAY,
    },
    more,
  )
}

export function withdrawCredit(name: string, inCase: string, more: More = {}): Entry {
  return anEntry(
    'creditNote.withdrawn',
    { requestId: idOf(name), actionId: idOf(inCase), comment: null, on: TODAY },
    more,
  )
}

export function matchCredit(name: string, inCase: string, number: string, more: More = {}): Entry {
  return anEntry(
    'creditNote.matched',
    { requestId: idOf(name), actionId: idOf(inCase), itemId: idOf(number), had: [], on: TODAY },
    more,
  )
}

export function moveStage(
  name: string,
  stageId: string,
  fields: Partial<DataOf<'stage.moved'>> = {},
  more: More = {},
): Entry {
  return anEntry(
    'stage.moved',
    { actionId: idOf(name), stageId, on: TODAY, dueOn: null, comment: null, ...fields },
    more,
  )
}

export function takePart(
  name: string,
  participant: DataOf<'participant.added'>['participant'],
  more: More = {},
): Entry {
  return anEntry('participant.added', { actionId: idOf(name), participant }, more)
}

export function leaveCase(
  name: string,
  participant: DataOf<'participant.removed'>['participant'],
  more: More = {},
): Entry {
  return anEntry('participant.removed', { actionId: idOf(name), participant }, more)
}

export function decideThat(name: string | null, text: string, more: More = {}): Entry {
  return anEntry('decision.recorded', { actionId: name && idOf(name), text }, more)
}
