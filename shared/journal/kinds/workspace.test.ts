import { describe, expect, it } from 'vitest'
import { must } from '../../base/must.ts'
import { findWork } from '../../casework/casework.ts'
import type { ClientFile } from '../../clients/client-file.ts'
import { mentionsOf, notToldIn } from '../../mentions/mentions.ts'
import { askedByStage, nextStage, stageOf } from '../../stages/stages.ts'
import { NOW, aClientFile, aContact, aFollowUp, anInvoice, idOf } from '../../testing/a-client-file.ts'
import { Desk } from '../../testing/desk.ts'
import { change, close, comment, open, undo } from '../../testing/entries.ts'
import { given as givenIn } from '../../testing/given.ts'
import {
  LENA,
  LOGISTICS,
  aCompanyWithDepartments,
  aLevel,
  aQuestion,
  answer,
  ask,
  decideThat,
  leaveCase,
  moveStage,
  requestCredit,
  takePart,
} from '../../testing/work-entries.ts'

const company = aCompanyWithDepartments()
const item = anInvoice('F1')
const litigation = aFollowUp('Lawyer', { kind: 'litigation', reasonId: null, resolverId: 'resolver' }, [item])
const anna = aContact('Anna')
const file = aClientFile({ contacts: [anna], items: [item], actions: [litigation] })
const given = (one: ClientFile) => givenIn(one, { company })
const later = { at: NOW + 60_000 }
const NADIA = { type: 'person' as const, id: 'nadia' }
const OF_LOGISTICS = { type: 'department' as const, id: 'department.logistics' }

describe('a stage', () => {
  it('takes the case on, and its next date with it', () => {
    given(file)
      .when(moveStage('Lawyer', 'formalNotice', { dueOn: '2026-12-07' }))
      .then(({ action, applied }) => {
        expect(action('Lawyer')).toMatchObject({ stageId: 'formalNotice', dueOn: '2026-12-07' })
        expect(applied.story.details).toEqual({ stage: 'formalNotice', kind: 'litigation' })
      })
    given(file)
      .when(moveStage('Lawyer', 'formalNotice'))
      .then(({ action }) => expect(action('Lawyer').dueOn).toBe('2026-11-29'))
  })

  it('that asks for a comment first is refused at that field without one', () => {
    given(file).when(moveStage('Lawyer', 'lawyer')).thenRefused('invalid', { field: 'data.comment' })
    given(file)
      .when(moveStage('Lawyer', 'lawyer', { comment: 'Three notices, no answer' }))
      .then(({ applied }) => expect(applied.story.text).toBe('Three notices, no answer'))
  })

  it('is one of the kind of the case', () => {
    given(file).when(moveStage('Lawyer', 'recorded')).thenRefused('settingUnknown', { field: 'stageId' })
    given(file)
      .when(close('Lawyer'), moveStage('Lawyer', 'summons', {}, later))
      .thenRefused('closed')
    given(file)
      .when(moveStage('Lawyer', 'summons'), moveStage('Lawyer', 'summons', {}, later))
      .then(({ applied }) => expect(applied.story.changes).toEqual([]))
  })

  it('stands as the later of two says, per field', () => {
    const earlier = { at: NOW - 60_000, by: 'resolver' }
    given(file)
      .when(moveStage('Lawyer', 'judgment'), moveStage('Lawyer', 'summons', { dueOn: '2027-01-04' }, earlier))
      .then(({ action, applied }) => {
        expect(action('Lawyer')).toMatchObject({ stageId: 'judgment', dueOn: '2027-01-04' })
        expect(applied.superseded).toEqual(['stageId'])
      })
  })

  it('is followed by the next of its kind, with what that asks for', () => {
    const { action } = litigation
    const at = (stageId: string | null) => nextStage({ ...action, stageId }, company)?.key ?? null
    expect([at(null), at('formalNotice'), at('enforcement')]).toEqual(['formalNotice', 'lawyer', null])
    const lawyer = must(nextStage({ ...action, stageId: 'formalNotice' }, company), 'the next')
    expect(askedByStage(lawyer, '2026-11-22')).toEqual({ comment: true, dueOn: '2026-12-22' })
    expect(stageOf({ kind: 'dispute', stageId: 'summons' }, company)).toBeNull()
  })
})

describe('a participant', () => {
  it('is a colleague, a department or a contact, once', () => {
    given(file)
      .when(
        takePart('Lawyer', NADIA),
        takePart('Lawyer', { type: 'contact', id: anna.id }),
        takePart('Lawyer', OF_LOGISTICS),
      )
      .then(({ action }) =>
        expect(action('Lawyer').participants).toEqual([
          { type: 'contact', id: anna.id },
          OF_LOGISTICS,
          NADIA,
        ]),
      )
    given(file)
      .when(takePart('Lawyer', NADIA), takePart('Lawyer', NADIA, later))
      .thenNoop('alreadySo')
  })

  it('is somebody there is; owner and resolver take part without it', () => {
    given(file)
      .when(takePart('Lawyer', { type: 'person', id: 'gone' }))
      .thenRefused('personUnknown')
    given(file)
      .when(takePart('Lawyer', { type: 'department', id: 'reason.price' }))
      .thenRefused('settingUnknown')
    given(file)
      .when(takePart('Lawyer', { type: 'contact', id: idOf('Otto') }))
      .thenRefused('notFound', { what: 'contact' })
    for (const id of ['collector', 'resolver'])
      given(file)
        .when(takePart('Lawyer', { type: 'person', id }))
        .thenNoop('alreadySo')
  })

  it('goes again, but not while a validation asks them', () => {
    given(file)
      .when(takePart('Lawyer', NADIA), leaveCase('Lawyer', NADIA))
      .then(({ action }) => expect(action('Lawyer').participants).toEqual([]))
    given(file).when(leaveCase('Lawyer', NADIA)).thenNoop('alreadySo')
    const asked = {
      ...aClientFile({
        actions: [aFollowUp('Lawyer', { participants: [OF_LOGISTICS, NADIA] })],
      }),
      casework: [aQuestion('later', litigation, { levels: [aLevel([LENA, LOGISTICS])] })],
    }
    given(asked).when(leaveCase('Lawyer', OF_LOGISTICS)).thenRefused('stillAsked')
    given(asked)
      .when(leaveCase('Lawyer', NADIA))
      .then(({ action }) => expect(action('Lawyer').participants).toEqual([OF_LOGISTICS]))
  })
})

describe('a decision', () => {
  it('is kept with its words, in a closed case too, and is not taken back', () => {
    const decision = decideThat('Lawyer', 'We sue')
    given(file)
      .when(close('Lawyer'), decision)
      .then(({ applied }) =>
        expect(applied.story).toMatchObject({ actionId: idOf('Lawyer'), text: 'We sue' }),
      )
    given(file).when(decision, undo(decision)).thenRefused('cannotUndo')
  })
})

describe('a mention', () => {
  const says = (mentions: string[], name: string | null = 'Lawyer') => {
    const entry = comment(name, 'Have a look')
    return { ...entry, data: { ...Object(entry.data), mentions } }
  }

  it('lets who does not take part in the case do so', () => {
    given(file)
      .when(says(['nadia', 'resolver', 'collector']))
      .then(({ action, decided }) => {
        expect(decided.map(({ entry }) => entry.kind)).toEqual(['comment.written', 'participant.added'])
        expect(action('Lawyer').participants).toEqual([NADIA])
      })
  })

  it('leaves out who has left or only reads, and says so', () => {
    const desk = new Desk(file, company).decideAll([says(['nadia', 'gone', 'guest', 'nobody'])])
    expect(desk.file.actions[0]?.participants).toEqual([NADIA])
    expect(notToldIn(must(desk.history[0], 'the comment'))).toEqual(['gone', 'guest', 'nobody'])
  })

  it('on the file of a client tells those who hold it', () => {
    const desk = new Desk(file, company).decideAll([says(['collector', 'nadia'], null)])
    expect(desk.decided).toHaveLength(1)
    expect(desk.history[0]?.details).toMatchObject({ mentions: 'collector', notTold: 'nadia' })
  })

  it('is found again by whom it tells, the newest first, and not one’s own', () => {
    const first = says(['nadia', 'resolver'])
    const second = { ...says(['nadia']), id: idOf('second'), at: NOW + 1 }
    const own = { ...says(['nadia']), id: idOf('own'), by: 'nadia' }
    const { history } = new Desk(file, company).decideAll([first, second, own])
    expect(mentionsOf('nadia', history).map(({ id }) => id)).toEqual([second.id, first.id])
    expect(mentionsOf('lena', history)).toEqual([])
  })
})

describe('a to-do by hand', () => {
  const toDo = { type: 'call' as const, kind: null, ownerId: 'lena', caseId: idOf('Lawyer') }

  it('is one of the case, with owner and date', () => {
    given(file)
      .when(open('Ring the court', [], toDo))
      .then(({ action, applied, caseOf }) => {
        expect(action('Ring the court')).toMatchObject({
          caseId: idOf('Lawyer'),
          ownerId: 'lena',
          dueOn: '2026-11-29',
        })
        expect(applied.story.actionId).toBe(idOf('Lawyer'))
        expect(caseOf('F1')).toBe('Lawyer')
      })
  })

  it('of a to-do is one of the same case', () => {
    given(file)
      .when(
        open('Ring the court', [], toDo),
        open('And again', [], { ...toDo, caseId: idOf('Ring the court') }),
      )
      .then(({ action }) => expect(action('And again').caseId).toBe(idOf('Lawyer')))
  })

  it('is refused in a closed case, for what is no to-do, and where there is no case', () => {
    given(file)
      .when(close('Lawyer'), open('Ring', [], toDo, later))
      .thenRefused('closed')
    given(file)
      .when(open('Ring', [], { ...toDo, caseId: idOf('none') }))
      .thenRefused('notFound', { what: 'action' })
    given(file)
      .when(open('Ring', [], { ...toDo, type: 'followUp', kind: 'dispute' }))
      .thenRefused('invalid', { field: 'data.type' })
  })

  it('ends with its case', () => {
    given(file)
      .when(
        open('Ring the court', [], toDo),
        change('Lawyer', { dueOn: '2026-12-01' }),
        close('Lawyer', {}, later),
      )
      .then(({ action }) => expect(action('Ring the court').closedOn).toBe('2026-11-22'))
  })
})

describe('undo', () => {
  const asked = ask('later', 'Lawyer')

  it('takes a question back, and an answer, while nobody has gone on from it', () => {
    given(file)
      .when(asked, undo(asked, later))
      .then(({ file }) => expect(findWork(file, 'validation', idOf('later'))).toBeUndefined())
    const approved = answer('later', 'Lawyer')
    given(file)
      .when(asked, approved, undo(approved, later))
      .then(({ file }) => expect(findWork(file, 'validation', idOf('later'))?.work.state).toBe('open'))
    given(file)
      .when(asked, approved, undo(asked, later))
      .thenRefused('touchedSince', { fields: ['work'] })
  })

  it('takes back a credit note request with its validation, and a stage', () => {
    const requested = requestCredit('credit', 'Lawyer', { F1: 500 })
    given(file)
      .when(requested, undo(requested, later))
      .then(({ file }) => expect(file.casework.map(({ removed }) => removed)).toEqual([true, true]))
    const moved = moveStage('Lawyer', 'summons', { dueOn: '2026-12-24' })
    given(file)
      .when(moved, undo(moved, later))
      .then(({ action }) => expect(action('Lawyer')).toMatchObject({ stageId: null, dueOn: '2026-11-29' }))
  })

  it('does not take away a case in which somebody works something out', () => {
    const opened = open('Price', [])
    given(file)
      .when(opened, ask('later', 'Price', {}, later), undo(opened, later))
      .thenRefused('touchedSince', { fields: ['work'] })
  })
})
