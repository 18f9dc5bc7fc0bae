import { describe, expect, it } from 'vitest'
import { partOf } from '../../clients/case-file.ts'
import { aClientFile, aFollowUp, anInvoice, idOf } from '../../testing/a-client-file.ts'
import { associate, change, close, comment, open } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'
import { Desk } from '../../testing/desk.ts'
import { withRealCases } from '../aliases.ts'

const sitting = [anInvoice('F1'), anInvoice('F2')]
const inCase = () =>
  aClientFile({
    items: [...sitting, anInvoice('F3')],
    actions: [aFollowUp('Pallet 7', {}, sitting), aFollowUp('Pallet 9')],
  })

describe('an opening whose items all sit in one open case', () => {
  it('opens nothing, and leaves its id with that case', () => {
    const desk = new Desk(inCase())
    const [decided] = desk.decide(open('Pallet 8', ['F1', 'F2']))
    expect(decided?.decision).toMatchObject({ type: 'noop', reason: 'joined', joined: idOf('Pallet 7') })
    expect(desk.file.actions.map(({ name, aliases }) => [name, aliases])).toEqual([
      ['Pallet 7', [idOf('Pallet 8')]],
      ['Pallet 9', []],
    ])
  })

  it('takes with it what is done under that id afterwards, by whomever', () => {
    given(inCase())
      .when(
        open('Pallet 8', ['F1', 'F2']),
        change('Pallet 8', { dueOn: '2026-12-24' }),
        comment('Pallet 8', 'they rang'),
        associate('Pallet 8', ['F3'], false, { by: 'creditManager' }),
      )
      .then(({ action, caseOf, applied }) => {
        expect(action('Pallet 7').dueOn).toBe('2026-12-24')
        expect(caseOf('F3')).toBe('Pallet 7')
        expect(applied.story.actionId).toBe(idOf('Pallet 7'))
      })
    given(inCase())
      .when(open('Pallet 8', ['F1']), close('Pallet 8'))
      .then(({ action }) => expect(action('Pallet 7').closedOn).not.toBeNull())
  })

  it('says the same when it is decided again', () => {
    const desk = new Desk(inCase())
    desk.decide(open('Pallet 8', ['F1']))
    const { file } = desk
    const [again] = desk.decide(open('Pallet 8', ['F1']))
    expect(again?.decision).toMatchObject({ type: 'noop', joined: idOf('Pallet 7') })
    expect(desk.file).toEqual(file)
  })

  it('opens a case of its own when some items are free, and is refused when they sit in several', () => {
    given(inCase())
      .when(open('Pallet 8', ['F1', 'F3']))
      .then(({ caseOf }) => expect([caseOf('F1'), caseOf('F3')]).toEqual(['Pallet 7', 'Pallet 8']))
    given(inCase())
      .when(associate('Pallet 9', ['F3']), open('Pallet 8', ['F1', 'F3']))
      .thenRefused('inOtherAction')
  })

  it('is found in the case file too', () => {
    const desk = new Desk(inCase()).decideAll([open('Pallet 8', ['F1'])])
    const part = partOf(idOf('Pallet 7'), desk.file)
    const entry = comment('Pallet 8', 'here')
    expect(part && withRealCases(entry, part).data).toMatchObject({ actionId: idOf('Pallet 7') })
    expect(withRealCases(entry, inCase())).toBe(entry)
  })
})
