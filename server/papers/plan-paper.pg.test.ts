import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { aCaseOf } from '../testing/a-case.ts'
import { anOffice } from '../testing/an-office.ts'
import { casePapers } from './case-papers.ts'
import { paperReader } from './paper-reader.ts'
import { planPaper } from './plan-paper.ts'

const SIGNATURE = 'M10 20Q30 40 50 60L70 80'

async function anAgreedPlan() {
  const office = await anOffice()
  const { company } = office
  const [collector, stranger] = await Promise.all([
    office.aPerson('collector', 'Ana Ruiz'),
    office.aPerson('resolver', 'Nobody Here'),
  ])
  const { clientId, itemIds } = await company.aClient({ collectorId: collector.id })
  const actionId = randomUUID()
  const [itemId = ''] = itemIds
  await company.push(
    company.personOf('creditManager'),
    aCaseOf(company, clientId, [itemId], actionId, collector.id),
  )
  const papersFor = () =>
    company.database.transaction(
      (tx) =>
        casePapers(
          tx,
          company.id,
          { ...collector.person, departmentId: null, criteria: [], absence: null, version: 0 },
          { clientId, actionId },
        ),
      { snapshot: true },
    )
  const { file } = must(await papersFor(), 'the case')
  const item = must(
    file.items.find(({ id }) => id === itemId),
    'its item',
  )
  const half = Math.floor(item.balanceMinor / 2)
  const data = {
    planId: randomUUID(),
    actionId,
    currency: item.currency,
    owedMinor: item.balanceMinor,
    feeMinor: 1_500,
    instalments: [
      { id: randomUUID(), dueOn: '2030-01-31', amountMinor: half },
      { id: randomUUID(), dueOn: '2030-02-28', amountMinor: item.balanceMinor + 1_500 - half },
    ],
    agreement: {
      how: 'signature' as const,
      name: 'Jeanne Blanchard',
      signature: SIGNATURE,
      on: '2026-11-22',
    },
    on: '2026-11-22',
  }
  const paperFor = async (language: 'en' | 'fr', signature = SIGNATURE) => {
    const found = must(await papersFor(), 'the papers')
    // As a row may be that was kept before signatures were read strictly.
    const casework = found.file.casework.map((row) =>
      row.work.type === 'plan' && row.work.agreement
        ? { ...row, work: { ...row.work, agreement: { ...row.work.agreement, signature } } }
        : row,
    )
    const papers = { ...found, file: { ...found.file, casework } }
    const reading = { language, numberFormat: 'language' } as const
    const reader = paperReader(reading, papers.company, papers.file, actionId, '2026-11-22')
    return planPaper(papers, reader, { at: 0, by: 'Ana Ruiz' })
  }
  const before = await paperFor('en')
  await company.push(collector.id, company.entry('plan.made', collector.id, clientId, data))
  return { before, paperFor, clientId, actionId, collector, stranger }
}

/** Everything a paper says and draws. */
const told = (paper: unknown) => JSON.stringify(paper)

it('given an agreed plan, when it is printed, then the ladder, the fee, the total and the signature are on it', async () => {
  const { before, paperFor } = await anAgreedPlan()
  expect(before).toBeNull()
  const paper = told(await paperFor('fr'))
  for (const words of [
    '31 janvier 2030',
    '28 février 2030',
    'Frais ou intérêts',
    'Jeanne Blanchard',
    'Prévue',
  ])
    expect(paper).toContain(words)
  expect(paper).toContain(`d=\\"${SIGNATURE}\\"`)
})

it('what is no stroke of a pen is not drawn', async () => {
  const { paperFor } = await anAgreedPlan()
  const paper = told(await paperFor('en', 'M0 0"/><image href="file:///etc/passwd"/>'))
  expect(paper).toContain('Jeanne Blanchard')
  expect(paper).not.toContain('image')
})

it('is a PDF for who holds the case, and not there for anybody else', async () => {
  const { clientId, actionId, collector, stranger } = await anAgreedPlan()
  const path = `/api/papers/plan.pdf?clientId=${clientId}&actionId=${actionId}&language=en`
  const answer = await (await collector.aDevice()).get(path)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await (await (await stranger.aDevice()).get(path)).json()).toMatchObject({ status: 404 })
})
