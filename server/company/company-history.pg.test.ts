import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { DEFAULT_PLAN_RULE } from '#shared/company/default-case-rules.ts'
import { COMPANY_HISTORY_PAGE, companyHistorySchema } from '#shared/protocol/company-history.ts'
import { anOffice } from '../testing/an-office.ts'

it('who may save settings reads what was changed, a page at a time; nobody else does', async () => {
  const office = await anOffice()
  const { company } = office
  const claire = await office.aPerson('administrator', 'Claire')
  const ana = await office.aPerson('collector', 'Ana')
  const [desk, phone] = await Promise.all([claire.aDevice(), ana.aDevice()])
  for (let graceDays = 10; graceDays <= 10 + COMPANY_HISTORY_PAGE; graceDays += 1)
    await desk.push(
      company.entry('setting.saved', claire.id, null, {
        setting: {
          id: 'planRule',
          kind: 'planRule',
          data: { ...DEFAULT_PLAN_RULE, graceDays },
          removed: false,
          version: 0,
        },
      }),
    )
  const read = async (query = '') =>
    z.parse(companyHistorySchema, await (await desk.get(`/api/company/history${query}`)).json())

  const newest = await read()
  expect(newest.more).toBe(true)
  expect(newest.rows).toHaveLength(COMPANY_HISTORY_PAGE)
  expect(newest.rows[0]).toMatchObject({ kind: 'setting.saved', by: claire.id, clientId: null })
  const earlier = await read(`?before=${newest.rows.at(-1)?.number}`)
  expect(earlier.more).toBe(false)
  const ids = [...newest.rows, ...earlier.rows].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(COMPANY_HISTORY_PAGE)

  expect((await phone.get('/api/company/history')).status).toBe(403)
  expect((await desk.get('/api/company/history?before=x')).status).toBe(400)
})
