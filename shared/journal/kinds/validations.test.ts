import { describe, expect, it } from 'vitest'
import { must } from '../../base/must.ts'
import { findWork } from '../../casework/casework.ts'
import { DISPUTED, NOW, TODAY, aClientFile, aFollowUp, anInvoice, idOf } from '../../testing/a-client-file.ts'
import { Desk } from '../../testing/desk.ts'
import { close } from '../../testing/entries.ts'
import { given as givenIn } from '../../testing/given.ts'
import {
  LENA,
  LOGISTICS,
  NADIA,
  aCompanyWithDepartments,
  aLevel,
  aQuestion,
  answer,
  ask,
  dayBrings,
  explain,
  withdrawQuestion,
} from '../../testing/work-entries.ts'
import { validationDayBrings } from '../../validations/validation-wakes.ts'
import type { ClientFile } from '../../clients/client-file.ts'

const company = aCompanyWithDepartments()
const item = anInvoice('F1', DISPUTED)
const pallet = aFollowUp('Pallet 7', {}, [item])
const file = aClientFile({ items: [item], actions: [pallet] })
const OMAR = { type: 'person' as const, id: 'omar' }
const withQuestion = (...fields: [Parameters<typeof aQuestion>[2]?, Parameters<typeof aQuestion>[3]?]) => ({
  ...file,
  casework: [aQuestion('later', pallet, ...fields)],
})
const given = (one: ClientFile) => givenIn(one, { company })
const question = (one: ClientFile) => must(findWork(one, 'validation', idOf('later')), 'the question')
const later = { at: NOW + 60_000 }
const DAY = 86_400_000

describe('asking', () => {
  it('opens a question at its first level, and the calendar wakes the day after it is due', () => {
    given(file)
      .when(ask('later', 'Pallet 7'))
      .then(({ file, applied }) => {
        expect(question(file)).toMatchObject({
          actionId: idOf('Pallet 7'),
          wakesOn: '2026-11-26',
          work: { state: 'open', askedBy: 'collector', level: 0, levels: [aLevel([NADIA])] },
        })
        expect(applied.story).toMatchObject({ actionId: idOf('Pallet 7'), text: 'May they pay later?' })
      })
  })

  it('asks those of the company’s rule for the amount where nobody is named', () => {
    given(file)
      .when(ask('later', 'Pallet 7', { levels: [], amountMinor: 100_001, currency: 'EUR' }))
      .then(({ file }) =>
        expect(question(file).work.levels.map(({ asked }) => asked[0]?.id)).toEqual([
          'department.salesAdministration',
          'creditManager',
        ]),
      )
  })

  it('is refused at the field: a date in the past, an amount of nothing, a validator who left', () => {
    const refused = (fields: Parameters<typeof ask>[2], field: string) =>
      given(file)
        .when(ask('later', 'Pallet 7', fields))
        .thenRefused('invalid', { field })
    refused({ dueOn: '2026-11-21' }, 'data.dueOn')
    refused({ amountMinor: -1, currency: 'EUR' }, 'data.amountMinor')
    refused({ amountMinor: 100 }, 'data.amountMinor')
    refused(
      { levels: [{ asked: [NADIA, { type: 'person', id: 'gone' }], needs: 'one' }] },
      'data.levels.0.asked.1',
    )
  })

  it('is refused in a closed case, and about what is not there', () => {
    given(file)
      .when(close('Pallet 7'), ask('later', 'Pallet 7', {}, later))
      .thenRefused('closed')
    given(file)
      .when(ask('later', 'Pallet 7', { aboutId: idOf('nothing') }))
      .thenRefused('notFound', { what: 'work' })
    given(file).when(ask('later', 'No case')).thenRefused('notFound', { what: 'action' })
    given(withQuestion()).when(ask('later', 'Pallet 7')).thenRefused('idTaken')
  })
})

describe('answering', () => {
  it('ends with the approval of the last level', () => {
    given(withQuestion())
      .when(answer('later', 'Pallet 7'))
      .then(({ file, applied }) => {
        expect(question(file).work).toMatchObject({ state: 'approved', endedOn: '2026-11-22' })
        expect(question(file).wakesOn).toBe('2026-12-22')
        expect(applied.story.details).toMatchObject({ answer: 'approved', level: 1, levels: 1 })
      })
  })

  it('goes on to the next level, asked after the first', () => {
    const two = withQuestion({ levels: [aLevel([NADIA]), aLevel([LENA])] })
    given(two)
      .when(answer('later', 'Pallet 7', { level: 1 }, { by: 'lena' }))
      .thenRefused('notAsked')
    given(two)
      .when(answer('later', 'Pallet 7'), answer('later', 'Pallet 7', { level: 1 }, { by: 'lena' }))
      .then(({ file }) => expect(question(file).work.state).toBe('approved'))
  })

  it('needs somebody of each where all are asked, and as many as are left', () => {
    const both = withQuestion({ levels: [aLevel([NADIA, LOGISTICS], { needs: 'all' })] })
    given(both)
      .when(answer('later', 'Pallet 7'))
      .then(({ file }) => expect(question(file).work.state).toBe('open'))
    given(both)
      .when(answer('later', 'Pallet 7'), answer('later', 'Pallet 7', {}, { by: 'lena' }))
      .then(({ file }) => expect(question(file).work.state).toBe('approved'))
    given(both)
      .when(answer('later', 'Pallet 7'), answer('later', 'Pallet 7', {}, later))
      .thenRefused('alreadyDecided')
    const gone = withQuestion({ levels: [aLevel([NADIA, { type: 'person', id: 'gone' }], { needs: 'all' })] })
    given(gone)
      .when(answer('later', 'Pallet 7'))
      .then(({ file }) => expect(question(file).work.state).toBe('approved'))
  })

  it('is of those who are asked alone, and never of who asked', () => {
    given(withQuestion())
      .when(answer('later', 'Pallet 7', {}, { by: 'lena' }))
      .thenRefused('notAsked')
    given(withQuestion())
      .when(answer('later', 'Pallet 7', {}, { by: 'administrator' }))
      .thenRefused('notAsked')
    const own = withQuestion({ askedBy: 'nadia', levels: [aLevel([NADIA, OMAR])] })
    given(own).when(answer('later', 'Pallet 7')).thenRefused('ownRequest')
  })

  it('stands as the first who decides says, and names them to the second', () => {
    const either = withQuestion({ levels: [aLevel([NADIA, OMAR])] })
    const no = { answer: 'refused' as const, comment: 'Not again' }
    given(either)
      .when(answer('later', 'Pallet 7', no), answer('later', 'Pallet 7', {}, { by: 'omar' }))
      .thenRefused('alreadyDecided', { by: 'nadia' })
  })

  it('says why when it refuses or asks back', () => {
    for (const one of ['refused', 'askedBack'] as const)
      given(withQuestion())
        .when(answer('later', 'Pallet 7', { answer: one }))
        .thenRefused('invalid', { field: 'data.comment' })
    given(withQuestion())
      .when(answer('later', 'Pallet 7', { answer: 'refused', comment: 'Too late' }))
      .then(({ file }) =>
        expect(question(file).work).toMatchObject({ state: 'refused', endedOn: '2026-11-22' }),
      )
  })

  it('about something that changed since is refused with the difference', () => {
    given(withQuestion({ question: 'May they pay in May?' }))
      .when(answer('later', 'Pallet 7'))
      .thenRefused('changedSince', {
        fields: [{ field: 'question', before: 'May they pay later?', after: 'May they pay in May?' }],
      })
  })

  it('opens again at the same level when what was asked back is explained', () => {
    const back = answer('later', 'Pallet 7', { answer: 'askedBack', comment: 'How much later?' })
    const two = withQuestion({ levels: [aLevel([LENA]), aLevel([NADIA, OMAR])], level: 1 })
    const asked = { ...back, data: { ...must(answerData(back), 'data'), level: 1 } }
    given(two)
      .when(asked, explain('later', 'Pallet 7', 'A month'))
      .then(({ file }) => expect(question(file).work).toMatchObject({ state: 'open', level: 1 }))
    given(two)
      .when(asked, answer('later', 'Pallet 7', { level: 1 }, { by: 'omar' }))
      .thenRefused('alreadyDecided')
    given(two)
      .when(asked, explain('later', 'Pallet 7', 'A month'), answer('later', 'Pallet 7', { level: 1 }, later))
      .then(({ file }) => expect(question(file).work.state).toBe('approved'))
  })
})

describe('withdrawing', () => {
  it('ends a question nobody has decided', () => {
    given(withQuestion())
      .when(withdrawQuestion('later', 'Pallet 7'))
      .then(({ file }) => expect(question(file).work.state).toBe('withdrawn'))
    given(withQuestion())
      .when(withdrawQuestion('later', 'Pallet 7'), answer('later', 'Pallet 7'))
      .thenRefused('closed')
    given(withQuestion())
      .when(answer('later', 'Pallet 7'), withdrawQuestion('later', 'Pallet 7'))
      .thenRefused('alreadyDecided')
    given(withQuestion())
      .when(withdrawQuestion('later', 'Pallet 7'), withdrawQuestion('later', 'Pallet 7', later))
      .thenNoop('alreadySo')
  })

  it('comes with the close of its case', () => {
    given(withQuestion())
      .when(close('Pallet 7'))
      .then(({ file }) =>
        expect(question(file)).toMatchObject({ work: { state: 'withdrawn' }, wakesOn: '2026-12-22' }),
      )
  })
})

describe('the calendar', () => {
  it('reminds the day after it was due, then every so many days, and asks others in the end', () => {
    const desk = new Desk(withQuestion(), company)
    const told: [string, string | null][] = []
    for (const day of ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-30']) {
      const brought = validationDayBrings(question(desk.file), day)
      if (brought) desk.decide(dayBrings(brought.kind, 'later', 'Pallet 7', brought.data.on))
      told.push([day, question(desk.file).wakesOn])
    }
    expect(told).toEqual([
      ['2026-11-25', '2026-11-26'],
      ['2026-11-26', '2026-11-28'],
      ['2026-11-27', '2026-11-28'],
      ['2026-11-28', '2026-11-30'],
      ['2026-11-30', '2026-12-02'],
    ])
    expect(question(desk.file).work).toMatchObject({
      reminders: 3,
      levels: [
        {
          asked: [NADIA, { type: 'role', id: 'creditManager' }],
          escalated: [{ type: 'role', id: 'creditManager' }],
        },
      ],
    })
    desk.decide(answer('later', 'Pallet 7', {}, { by: 'creditManager' }))
    expect(question(desk.file).work.state).toBe('approved')
  })

  it('makes one reminder of those that were missed while no server ran, and asks others all the same', () => {
    const desk = new Desk(withQuestion(), company)
    const reminder = {
      ...dayBrings('validation.late', 'later', 'Pallet 7', '2026-11-26'),
      at: NOW + 44 * DAY,
    }
    const [decided] = desk.decide(reminder)
    expect(decided?.decision).toMatchObject({ story: { details: { reminder: 21, escalated: true } } })
    expect(question(desk.file)).toMatchObject({ wakesOn: null, work: { reminders: 21 } })
    const short = new Desk(withQuestion(), company)
    short.decide({ ...reminder, at: NOW + 7 * DAY })
    expect(question(short.file)).toMatchObject({ wakesOn: '2026-11-30', work: { reminders: 2 } })
  })

  describe('of a question nobody is left to answer', () => {
    const left = (...ids: string[]) => ({
      ...company,
      people: new Map([...company.people].filter(([id]) => !ids.includes(id))),
    })
    const asks = dayBrings('validation.late', 'later', 'Pallet 7', TODAY)

    it('asks others at once, before it is due, and leaves its day', () => {
      givenIn(withQuestion(), { company: left('nadia') })
        .when(asks)
        .then(({ file, applied }) => {
          expect(question(file)).toMatchObject({
            wakesOn: '2026-11-26',
            work: { reminders: 0, levels: [{ escalated: [{ type: 'role', id: 'creditManager' }] }] },
          })
          expect(applied.story.details).toEqual({ reminder: 0, escalated: true })
        })
      givenIn(withQuestion(), { company: left('nadia') })
        .when(asks, answer('later', 'Pallet 7', {}, { by: 'creditManager' }))
        .then(({ file }) => expect(question(file).work.state).toBe('approved'))
    })

    it('asks the administrators where those it would go to have gone too, and never who asked', () => {
      givenIn(withQuestion(), { company: left('nadia', 'omar', 'creditManager') })
        .when(asks)
        .then(({ file }) =>
          expect(question(file).work.levels[0]?.escalated).toEqual([{ type: 'role', id: 'administrator' }]),
        )
      givenIn(withQuestion({ askedBy: 'administrator' }), { company: left('nadia', 'omar', 'creditManager') })
        .when(asks)
        .thenNoop('alreadySo')
    })

    it('or whom all that are left have answered already', () => {
      const all = [aLevel([NADIA, LENA], { needs: 'all' })]
      const approved = answer('later', 'Pallet 7')
      const start = new Desk(withQuestion({ levels: all }), company)
      start.decide(approved)
      givenIn(start.file, { company: left('lena') })
        .when(asks, answer('later', 'Pallet 7', {}, { by: 'creditManager' }))
        .then(({ file }) => expect(question(file).work.state).toBe('approved'))
    })

    it('says nothing while somebody is left', () => {
      given(withQuestion({ levels: [aLevel([LOGISTICS, NADIA])] }))
        .when(asks)
        .thenNoop('alreadySo')
    })
  })

  it('reminds sooner where the company reminds more often by now', () => {
    const rarely = withQuestion({ reminders: 1 }, { wakesOn: '2027-02-20' })
    given(rarely)
      .when(dayBrings('validation.late', 'later', 'Pallet 7', '2026-12-01'))
      .thenNoop('alreadySo', { rows: [{ table: 'casework', row: { wakesOn: '2026-12-03' } }] })
  })

  it('is let off while somebody has asked back, and from the end on lets go after 30 days', () => {
    const desk = new Desk(withQuestion(), company)
    desk.decide(answer('later', 'Pallet 7', { answer: 'askedBack', comment: 'Why?' }))
    expect(question(desk.file).wakesOn).toBeNull()
    desk.decide(explain('later', 'Pallet 7', 'They asked nicely'))
    expect(question(desk.file).wakesOn).toBe('2026-11-26')
    desk.decide(answer('later', 'Pallet 7', {}, later))
    expect(validationDayBrings(question(desk.file), '2026-12-21')).toBeNull()
    const brought = must(validationDayBrings(question(desk.file), '2026-12-22'), 'the end')
    expect(brought.kind).toBe('validation.forgotten')
    desk.decide(dayBrings(brought.kind, 'later', 'Pallet 7', brought.data.on))
    expect(question(desk.file).wakesOn).toBeNull()
  })

  it('says nothing twice, and nothing of what has ended', () => {
    const reminder = dayBrings('validation.late', 'later', 'Pallet 7', '2026-11-26')
    given(withQuestion()).when(reminder, reminder).thenNoop('alreadySo')
    given(withQuestion()).when(answer('later', 'Pallet 7'), reminder).thenNoop('alreadySo')
    const end = dayBrings('validation.forgotten', 'later', 'Pallet 7', '2026-11-26')
    given(withQuestion()).when(end).thenNoop('alreadySo')
  })
})

function answerData(entry: { data: unknown }): object | null {
  return typeof entry.data === 'object' ? entry.data : null
}
