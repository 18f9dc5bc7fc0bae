import { describe, expect, it } from 'vitest'
import type { Status } from '../company/settings.ts'
import { aCompany } from '../testing/a-client-file.ts'
import { wouldHave } from './try-out.ts'

const company = aCompany()

function written(fields: Partial<Status['data']>): Status {
  const status = company.settings.get('status.priceDispute')
  if (status?.kind !== 'status') throw new Error('no such status')
  return { ...status, data: { ...status.data, ...fields } }
}
const creates = written({ category: 'ongoing', action: { mode: 'create', templateId: 'template.dispute' } })
const taken = [
  { itemId: 'b', on: '2026-11-12' },
  { itemId: 'a', on: '2026-11-10' },
  { itemId: 'a', on: '2026-11-20' },
]

describe('a status tried on what has been', () => {
  it('would have opened a case of each item that took it, once', () => {
    const opened = { templateId: 'template.dispute', how: 'created' }
    expect(wouldHave(creates, taken, [], company)).toEqual([
      { itemId: 'a', on: '2026-11-10', ...opened },
      { itemId: 'b', on: '2026-11-12', ...opened },
    ])
    const suggests = written({ ...creates.data, action: { ...creates.data.action, mode: 'suggest' } })
    expect(wouldHave(suggests, taken, [], company).map(({ how }) => how)).toEqual(['suggested', 'suggested'])
  })

  it('would have left alone what sat in a case that day, and not what had left it', () => {
    const stay = { templateId: null, joinedOn: '2026-11-01' }
    const stays = [
      { ...stay, itemId: 'a', leftOn: '2026-11-15' },
      { ...stay, itemId: 'b', leftOn: '2026-11-12' },
    ]
    expect(wouldHave(creates, taken, stays, company).map(({ itemId, on }) => [itemId, on])).toEqual([
      ['b', '2026-11-12'],
      ['a', '2026-11-20'],
    ])
  })

  it('would have done nothing where it opens nothing, or takes items out of their case', () => {
    const idle = written({ action: { mode: 'none', templateId: null } })
    const resolves = written({ ...creates.data, category: 'disputeResolved' })
    expect([idle, resolves].flatMap((status) => wouldHave(status, taken, [], company))).toEqual([])
  })
})
