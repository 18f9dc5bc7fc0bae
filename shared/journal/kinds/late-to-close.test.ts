import { describe, expect, it } from 'vitest'
import { must } from '../../base/must.ts'
import { type Casework, type WorkType, findWork } from '../../casework/casework.ts'
import type { ClientFile } from '../../clients/client-file.ts'
import { NOW, aClientFile, aFollowUp, anInvoice, idOf } from '../../testing/a-client-file.ts'
import { aPlan } from '../../testing/a-plan.ts'
import { close, open, reopen } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'
import {
  SIGNED,
  agreeToPlan,
  changePlan,
  makePlan,
  promise,
  renegotiate,
} from '../../testing/plan-entries.ts'
import {
  aCompanyWithDepartments,
  aQuestion,
  aRequest,
  answer,
  ask,
  changeCredit,
  explain,
  moveStage,
  requestCredit,
} from '../../testing/work-entries.ts'
import type { Entry } from '../entry.ts'
import { validationOfRequest } from './credit-note-requested.ts'

const items = ['F1', 'F2', 'F3'].map((number) => anInvoice(number))
const inCase = aFollowUp('Plan', { kind: 'instalmentPlan', reasonId: null }, items)
const file = (...casework: Casework[]) => aClientFile({ items, actions: [inCase], casework })
const company = aCompanyWithDepartments()
/** The office closes the case at nine; the phone did its work an hour before, and arrives after. */
const closing = close('Plan', { itemsBecome: 'asBefore' })
const before = { at: NOW - 3_600_000 }
const after = { at: NOW + 60_000 }
const workIn = (to: ClientFile, type: WorkType, name: string) => must(findWork(to, type, idOf(name)), name)

function arrivesLate(start: ClientFile, entry: (more: Partial<Entry>) => Entry) {
  given(start, { company }).when(closing, entry(after)).thenRefused('closed')
  return given(start, { company }).when(closing, entry(before))
}

describe('what was made before its case was closed, and arrives after', () => {
  it('a plan is kept with its signature, as one that ended with its case, and its author is told', () => {
    arrivesLate(file(), (more) => makePlan('Plan', { agreement: SIGNED }, more)).then(
      ({ file: to, applied, action }) => {
        const plan = workIn(to, 'plan', 'plan')
        expect(plan).toMatchObject({ wakesOn: null, work: { state: 'withdrawn', agreement: SIGNED } })
        expect(applied.superseded).toEqual(['closedOn'])
        expect(action('Plan').dueOn).toBe('2026-11-29')
      },
    )
  })

  it('what became of a plan stays with it', () => {
    const offered = aPlan('plan', inCase, { state: 'offered' })
    arrivesLate(file(offered), (more) => agreeToPlan('Plan', 1, more)).then(({ file: to }) =>
      expect(workIn(to, 'plan', 'plan').work).toMatchObject({ state: 'withdrawn', agreement: SIGNED }),
    )
    arrivesLate(file(offered), (more) => changePlan('Plan', {}, more)).then(({ file: to }) =>
      expect(workIn(to, 'plan', 'plan').work).toMatchObject({ state: 'withdrawn', revision: 2 }),
    )
    const agreed = aPlan('plan', inCase, { agreement: SIGNED })
    arrivesLate(file(agreed), (more) => renegotiate('Plan', {}, more)).then(({ file: to }) => {
      expect(workIn(to, 'plan', 'plan').work).toMatchObject({ state: 'renegotiated' })
      expect(workIn(to, 'plan', 'next plan')).toMatchObject({ wakesOn: null, work: { state: 'withdrawn' } })
    })
  })

  it('a promise is kept as one that ended with its case', () => {
    arrivesLate(file(), (more) => promise('Plan', {}, more)).then(({ file: to, applied }) => {
      expect(workIn(to, 'promise', 'promise')).toMatchObject({ wakesOn: null, work: { state: 'withdrawn' } })
      expect(applied.superseded).toEqual(['closedOn'])
    })
  })

  it('a question is not asked any more, a credit note neither', () => {
    arrivesLate(file(), (more) => ask('May they', 'Plan', {}, more)).then(({ file: to, applied }) => {
      expect(workIn(to, 'validation', 'May they').work).toMatchObject({ state: 'withdrawn' })
      expect(applied.superseded).toEqual(['closedOn'])
    })
    arrivesLate(file(), (more) => requestCredit('Credit', 'Plan', { F1: 4_000 }, {}, more)).then(
      ({ file: to }) => {
        expect(workIn(to, 'creditNote', 'Credit').work).toMatchObject({ state: 'withdrawn' })
        const validation = must(findWork(to, 'validation', validationOfRequest(idOf('Credit'))), 'it')
        expect(validation.work.state).toBe('withdrawn')
      },
    )
  })

  it('an answer counts: what it approved is approved, and accounting is to issue the credit note', () => {
    const request = aRequest(
      'Credit',
      inCase,
      { F1: 4_000 },
      {
        state: 'inValidation',
        validationId: idOf('May they'),
      },
    )
    const question = aQuestion('May they', inCase, { aboutId: idOf('Credit') })
    const asked = {
      question: 'May they pay later?',
      amountMinor: null,
      currency: null,
      items: [{ itemId: idOf('F1'), amountMinor: 4_000 }],
      revision: null,
    }
    arrivesLate(file(request, question), (more) => answer('May they', 'Plan', { asked }, more)).then(
      ({ file: to, applied }) => {
        expect(workIn(to, 'validation', 'May they').work).toMatchObject({ state: 'approved' })
        expect(workIn(to, 'creditNote', 'Credit').work).toMatchObject({ state: 'toBeIssued', endedOn: null })
        expect(applied.superseded).toEqual([])
      },
    )
    arrivesLate(file(request, question), (more) =>
      changeCredit('Credit', 'Plan', { F1: 4_000 }, { F1: 3_000 }, more),
    ).then(({ file: to }) =>
      expect(workIn(to, 'creditNote', 'Credit').work).toMatchObject({
        state: 'withdrawn',
        items: [{ itemId: idOf('F1'), amountMinor: 3_000 }],
      }),
    )
    arrivesLate(file(question), (more) => explain('May they', 'Plan', 'It was agreed', more)).then(
      ({ applied, file: to }) => {
        expect(applied.story.text).toBe('It was agreed')
        expect(workIn(to, 'validation', 'May they').work.state).toBe('withdrawn')
      },
    )
  })

  it('a stage is moved to, and a to-do has ended with the case', () => {
    const lawyer = aFollowUp('Plan', { kind: 'litigation', reasonId: null }, items)
    const litigation = aClientFile({ items, actions: [lawyer] })
    arrivesLate(litigation, (more) => moveStage('Plan', 'summons', {}, more)).then(({ action }) =>
      expect(action('Plan').stageId).toBe('summons'),
    )
    const toDo = { type: 'call', kind: null, caseId: idOf('Plan') } as const
    arrivesLate(litigation, (more) => open('Ring them', [], toDo, more)).then(({ action, applied }) => {
      expect(action('Ring them')).toMatchObject({ closedOn: '2026-11-22', closedBy: 'collector' })
      expect(applied.superseded).toEqual(['closedOn'])
    })
  })

  it('is not refused for having been reopened meanwhile', () => {
    given(file(), { company })
      .when(closing, reopen('Plan', { at: NOW + 1 }), makePlan('Plan', { agreement: SIGNED }, before))
      .then(({ file: to }) => expect(workIn(to, 'plan', 'plan').work).toMatchObject({ state: 'agreed' }))
  })
})
