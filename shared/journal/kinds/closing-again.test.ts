import { describe, expect, it } from 'vitest'
import { partOf } from '../../clients/case-file.ts'
import { itemsOf } from '../../clients/client-file.ts'
import { must } from '../../base/must.ts'
import { defaultSettings } from '../../company/default-settings.ts'
import type { Status } from '../../company/settings.ts'
import {
  DISPUTED,
  NOW,
  aClientFile,
  aCompany,
  aFollowUp,
  anInvoice,
  idOf,
} from '../../testing/a-client-file.ts'
import { anOpening, associate, close, disassociate, open, reopen, requalify } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'

const [a, b] = [anInvoice('A', DISPUTED), anInvoice('B', DISPUTED)]
const file = aClientFile({
  items: [a, b, anInvoice('C')],
  actions: [aFollowUp('Pallet 7', {}, [a, b]), aFollowUp('Pallet 8')],
})
const at = (minutes: number) => ({ at: NOW + minutes * 60_000 })

describe('a case that closes twice', () => {
  it('keeps only the items of its last closing, also when one went to another case meanwhile', () => {
    given(file)
      .when(
        close('Pallet 7', {}, at(1)),
        reopen('Pallet 7', at(2)),
        disassociate('Pallet 7', ['B'], 'resolved', at(3)),
        associate('Pallet 8', ['B'], false, at(4)),
        close('Pallet 7', {}, at(5)),
      )
      .then(({ file: after, action }) => {
        expect(itemsOf(after, action('Pallet 7')).map(({ id }) => id)).toEqual([idOf('A')])
        expect(partOf(idOf('Pallet 7'), after)?.items.map(({ id }) => id)).toEqual([idOf('A')])
      })
  })

  it('brings back what it closed with, as it was', () => {
    given(file)
      .when(close('Pallet 7', {}, at(1)), reopen('Pallet 7', at(2)))
      .then(({ caseOf, item }) => {
        expect([caseOf('A'), caseOf('B')]).toEqual(['Pallet 7', 'Pallet 7'])
        expect(item('A').statusId).toBe(a.statusId)
      })
  })
})

describe('a status of one’s own in the category dispute resolved', () => {
  const credited: Status = {
    ...must(
      defaultSettings({ name: '', currency: 'EUR', timeZone: 'UTC' }).find(
        (setting): setting is Status => setting.id === 'status.disputeResolved',
      ),
      'the status',
    ),
    id: 'status.credited',
  }

  it('stands when the item leaves its case by it, with the reason the dispute had', () => {
    given(file, { company: aCompany({ settings: [credited] }) })
      .when(requalify(['A'], { statusId: 'status.credited', next: { mode: 'scenario' } }))
      .then(({ item, caseOf }) => {
        expect(caseOf('A')).toBe(null)
        expect(item('A')).toMatchObject({ statusId: 'status.credited', reasonId: a.reasonId })
      })
  })
})

describe('a to-do of a case', () => {
  const toDo = open('Call them', ['A'], { type: 'call', kind: null })

  it('takes items for its case, and none is left behind when the case closes', () => {
    given(file)
      .when(toDo, associate('Call them', ['C'], false, at(1)), close('Pallet 7', {}, at(2)))
      .then(({ caseOf }) => expect(caseOf('C')).toBe(null))
  })

  it('is what a call becomes that is opened with a status for items of that case', () => {
    const opening = anOpening('Call them', { type: 'call', kind: null })
    given(file)
      .when(requalify(['A'], { next: { mode: 'open', opening } }))
      .then(({ action }) => expect(action('Call them').caseId).toBe(idOf('Pallet 7')))
  })
})
