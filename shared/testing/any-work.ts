import fc from 'fast-check'
import type { Entry } from '../journal/entry.ts'
import { idOf } from './a-client-file.ts'
import { aRowOf, books, comment } from './entries.ts'
import {
  answer,
  ask,
  changeCredit,
  decideThat,
  explain,
  leaveCase,
  matchCredit,
  moveStage,
  requestCredit,
  takePart,
  withdrawCredit,
  withdrawQuestion,
} from './work-entries.ts'

type Wish = (more: Partial<Entry>) => Entry

const QUESTIONS = ['later', 'again']
const REQUESTS = ['credit', 'another']
const PEOPLE = ['collector', 'creditManager', 'resolver', 'sales', 'departmentUser']

const question = fc.constantFrom(...QUESTIONS)
const request = fc.constantFrom(...REQUESTS)
const person = fc.constantFrom(...PEOPLE)
const amount = fc.integer({ min: -1, max: 12_000 })
const toPerson = person.map((id) => ({ type: 'person' as const, id }))

/** Anything people want of the work of a case, well formed: questions, credit notes, stages, who takes part, words. */
export function anyWork(aCase: fc.Arbitrary<string>): fc.Arbitrary<Wish> {
  return fc.oneof(
    fc
      .tuple(
        question,
        aCase,
        fc.array(toPerson, { minLength: 1, maxLength: 2 }),
        fc.boolean(),
        fc.option(request),
      )
      .map(
        ([name, inCase, asked, isAll, about]): Wish =>
          (more) =>
            ask(
              name,
              inCase,
              {
                levels:
                  about === null
                    ? [
                        { asked, needs: isAll ? 'all' : 'one' },
                        { asked: [{ type: 'role', id: 'creditManager' }], needs: 'one' },
                      ]
                    : [],
                aboutId: about && idOf(about),
              },
              more,
            ),
      ),
    fc
      .tuple(
        question,
        aCase,
        fc.constantFrom('approved' as const, 'refused' as const, 'askedBack' as const),
        fc.nat(1),
      )
      .map(
        ([name, inCase, said, level]): Wish =>
          (more) =>
            answer(
              name,
              inCase,
              { answer: said, comment: said === 'approved' ? null : 'because', level },
              more,
            ),
      ),
    fc.tuple(question, aCase).map(
      ([name, inCase]): Wish =>
        (more) =>
          explain(name, inCase, 'it is so', more),
    ),
    fc.tuple(question, aCase).map(
      ([name, inCase]): Wish =>
        (more) =>
          withdrawQuestion(name, inCase, more),
    ),
    fc.tuple(request, aCase, amount).map(
      ([name, inCase, minor]): Wish =>
        (more) =>
          requestCredit(name, inCase, { F1: minor }, {}, more),
    ),
    fc.tuple(request, aCase, amount, amount).map(
      ([name, inCase, was, minor]): Wish =>
        (more) =>
          changeCredit(name, inCase, { F1: was }, { F1: minor }, more),
    ),
    fc.tuple(request, aCase).map(
      ([name, inCase]): Wish =>
        (more) =>
          withdrawCredit(name, inCase, more),
    ),
    fc.tuple(request, aCase).map(
      ([name, inCase]): Wish =>
        (more) =>
          matchCredit(name, inCase, 'A1', more),
    ),
    amount.map(
      (minor): Wish =>
        ({ by: _, ...more }) =>
          books([aRowOf('A2', { kind: 'creditNote', amountMinor: -minor, balanceMinor: -minor })], {}, more),
    ),
    fc.tuple(aCase, fc.constantFrom('recorded', 'decided', 'summons')).map(
      ([name, stage]): Wish =>
        (more) =>
          moveStage(name, stage, { dueOn: '2026-12-05' }, more),
    ),
    fc.tuple(aCase, toPerson, fc.boolean()).map(
      ([name, who, isLeaving]): Wish =>
        (more) =>
          isLeaving ? leaveCase(name, who, more) : takePart(name, who, more),
    ),
    fc.tuple(aCase, fc.array(person, { maxLength: 3 })).map(([name, mentions]): Wish => (more) => {
      const entry = comment(name, 'look at this', more)
      return { ...entry, data: { ...Object(entry.data), mentions } }
    }),
    fc.option(aCase).map(
      (name): Wish =>
        (more) =>
          decideThat(name, 'so be it', more),
    ),
  )
}
