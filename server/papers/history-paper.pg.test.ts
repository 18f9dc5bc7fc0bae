import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import type { Page } from '#shared/documents/document.ts'
import { RULE } from '#shared/journal/entry.ts'
import { aPage } from '#shared/testing/document-entries.ts'
import { aCaseOf } from '../testing/a-case.ts'
import { anOffice } from '../testing/an-office.ts'
import { casePapers } from './case-papers.ts'
import { historyPaper } from './history-paper.ts'
import { paperReader } from './paper-reader.ts'

async function aToldCase() {
  const office = await anOffice()
  const { company } = office
  const [collector, resolver, stranger] = await Promise.all([
    office.aPerson('collector', 'Ana Ruiz'),
    office.aPerson('resolver', 'Samir Haddad'),
    office.aPerson('resolver', 'Nobody Here'),
  ])
  const { clientId, itemIds } = await company.aClient({ collectorId: collector.id })
  const actionId = randomUUID()
  await company.push(
    company.personOf('creditManager'),
    aCaseOf(company, clientId, itemIds.slice(0, 1), actionId, resolver.id),
  )
  const words = (by: string, text: string, of: string | null) =>
    company.entry('comment.written', by, clientId, {
      actionId: of,
      itemIds: [],
      text,
      visibility: 'internal',
    })
  await company.push(collector.id, words(collector.id, 'The driver – “Élodie” – signs', actionId))
  await company.push(collector.id, words(collector.id, 'Of another matter', null))
  const papersFor = ({ person }: typeof collector) =>
    company.database.transaction(
      (tx) =>
        casePapers(
          tx,
          company.id,
          { ...person, departmentId: null, criteria: [], absence: null, version: 0 },
          { clientId, actionId },
        ),
      { snapshot: true },
    )
  return { office, company, clientId, actionId, collector, resolver, stranger, papersFor }
}

/** All texts of a paper, in order. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  return ['text', 'columns', 'stack', 'table', 'body', 'content'].flatMap((key) =>
    textsOf(Reflect.get(value, key)),
  )
}

it('given a case, when its history is printed, then each row has its words, its number and its digest, and nothing of other matters', async () => {
  const { papersFor, collector } = await aToldCase()
  const papers = must(await papersFor(collector), 'the papers')
  const reader = paperReader(
    { language: 'fr', numberFormat: 'language' },
    papers.company,
    papers.file,
    papers.action.id,
    '2026-11-22',
  )
  const texts = textsOf(historyPaper(papers, reader, { at: 0, by: 'Ana Ruiz' }))
  expect(texts).toContain('“The driver – “Élodie” – signs”')
  expect(texts.join(' ')).not.toContain('another matter')
  expect(papers.history.length).toBeGreaterThanOrEqual(2)
  for (const { number, digest } of papers.history) expect(texts).toContain(`Ligne ${number} · ${digest}`)
  expect(texts.join(' ')).toContain(papers.head.hash)
})

it('given documents, then the paper tells when each was captured and had arrived, and the hash of every page', async () => {
  const { company, papersFor, collector, clientId, actionId } = await aToldCase()
  const documentId = randomUUID()
  const pages = [aPage(1), aPage(2)]
  const added = {
    documentId,
    actionId,
    itemIds: [],
    name: 'Palette.jpg',
    type: 'photo' as const,
    remark: 'Quai 4',
  }
  const fields = { ...added, isShownToCustomer: false, pages, capturedAt: Date.parse('2026-11-21T07:00:00Z') }
  await company.push(collector.id, company.entry('document.added', collector.id, clientId, fields))
  const settle = async (page: (typeof pages)[number]) =>
    company.journal.submit({
      companyId: company.id,
      stream: null,
      sentAt: company.clock.now,
      entries: [
        { n: 0, entry: company.entry('document.settled', RULE, clientId, arrival(documentId, page)) },
      ],
    })
  const texts = async () => {
    const papers = must(await papersFor(collector), 'the papers')
    const { company: settings, file, action } = papers
    const reader = paperReader(
      { language: 'en', numberFormat: 'language' },
      settings,
      file,
      action.id,
      '2026-11-22',
    )
    return textsOf(historyPaper(papers, reader, { at: 0, by: 'Ana Ruiz' }))
  }
  const [first, second] = pages
  await settle(must(first, 'a page'))
  expect(await texts()).toContain('not yet')
  await settle(must(second, 'a page'))
  const told = await texts()
  for (const [at, { hash }] of pages.entries())
    expect(told).toContain(`Page ${at + 1} of 2 · SHA-256 ${hash}`)
  expect(told).toContain('Palette.jpg')
  expect(told.join(' ')).toContain('21 Nov 2026')
  expect(told.join(' ')).toContain('22 Nov 2026')
  expect(told.join(' ')).not.toContain('not yet')
})

function arrival(documentId: string, { hash, mediaType, bytes }: Page) {
  const at = Date.parse('2026-11-22T08:00:00Z')
  return { documentId, hash, mediaType, bytes, at, state: 'clean' as const, reason: null }
}

it('given a row that was erased, then the paper says so and keeps its seal', async () => {
  const { papersFor, collector } = await aToldCase()
  const papers = must(await papersFor(collector), 'the papers')
  const reader = paperReader(
    { language: 'en', numberFormat: 'language' },
    papers.company,
    papers.file,
    papers.action.id,
    '2026-11-22',
  )
  const history = papers.history.map((row) => ({ ...row, salt: null, text: null, changes: [] }))
  const texts = textsOf(historyPaper({ ...papers, history }, reader, { at: 0, by: 'Ana Ruiz' }))
  expect(texts.filter((text) => text.includes('was erased'))).toHaveLength(history.length)
})

it('a paper is a PDF for who holds the case, and not there for anybody else', async () => {
  const { clientId, actionId, collector, resolver, stranger } = await aToldCase()
  const path = `/api/papers/history.pdf?clientId=${clientId}&actionId=${actionId}&language=en`
  for (const person of [collector, resolver]) {
    const answer = await (await person.aDevice()).get(path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  }
  const device = await stranger.aDevice()
  expect(await (await device.get(path)).json()).toMatchObject({ status: 404, code: 'not-found' })
  expect(await (await device.get('/api/papers/history.pdf?clientId=1')).json()).toMatchObject({ status: 400 })
})
