// @vitest-environment node
import { expect, it } from 'vitest'
import type { OutboxRecord } from '../outbox/record.ts'
import { CompanyRows } from './company-rows.ts'
import { SETTINGS, aClientFile, aPerson, id } from './testing/a-company.ts'
import { companyBefore, overlaidCompany } from './overlay-company.ts'
import { learnKindsFor } from './kinds-here.ts'
import { overlay } from './overlay.ts'

const CLIENT = id(1)
const PEOPLE = [aPerson('alma', 'administrator'), aPerson('tim', 'collector')]

function aRecord(
  n: number,
  kind: string,
  subject: OutboxRecord['entry']['subject'],
  data: object,
): OutboxRecord {
  const entry = {
    id: id(n),
    kind,
    v: 1,
    by: 'alma',
    subject,
    at: n,
    device: 'd',
    seen: { version: 1, stamp: 's' },
    data,
  }
  return {
    seq: n,
    userId: 'alma',
    entry,
    state: 'waiting',
    stream: null,
    n: null,
    outcome: null,
    version: null,
    settledAtMs: null,
    isDismissed: false,
  }
}

it('given a client given to somebody who is then switched off, when neither has left, then the giving stands', async () => {
  const rows = new CompanyRows([
    ...SETTINGS.map((setting) => ({
      id: `setting:${setting.id}`,
      is: { type: 'setting' as const, setting },
    })),
    ...PEOPLE.map((person) => ({ id: `person:${person.id}`, is: { type: 'person' as const, person } })),
  ])
  const client = { type: 'client' as const, id: CLIENT }
  const assigned = aRecord(10, 'client.assigned', client, { collectorId: 'tim' })
  const switchedOff = aRecord(
    11,
    'person.deactivated',
    { type: 'company' },
    { personId: 'tim', successorId: null },
  )
  const again = aRecord(12, 'client.assigned', client, { salesId: 'tim' })
  const records = [assigned, switchedOff, again]
  await learnKindsFor(records.map(({ entry }) => entry))
  const company = overlaidCompany(rows, records, 1)
  if (!company) throw new Error('a company')
  expect(company.people.get('tim')?.active).toBe(false)
  const { history } = overlay(
    {
      fileId: `client:${CLIENT}`,
      holds: 'client',
      version: 1,
      file: aClientFile(1, 1),
      figures: null,
      history: 0,
    },
    [],
    [assigned.entry, again.entry],
    company,
    '2026-11-22',
    new Map(),
    companyBefore(rows, records, 1),
  )
  expect(history.map((row) => row.id)).toEqual([assigned.entry.id])
})
