import { expect, it } from 'vitest'
import { ALLOWED_TYPES, MAX_PAGES, MAX_PAGE_BYTES } from './allowed-types.ts'
import { ACCEPTED, typeByName } from './endings.ts'
import { documentProblems, pageProblem } from './document-problems.ts'

const page = { mediaType: 'image/jpeg', bytes: 400_000 }

it('a document of one good page has no problem', () => {
  expect(documentProblems({ name: 'Pallet.jpg', pages: [page] })).toEqual([])
})

it('all that is amiss is said at once, with the page', () => {
  const pages = [
    page,
    { ...page, bytes: 0 },
    { ...page, bytes: MAX_PAGE_BYTES + 1 },
    { ...page, mediaType: 'text/html' },
  ]
  expect(documentProblems({ name: ' ', pages })).toEqual([
    { field: 'name', problem: 'nameless' },
    { field: 'page', page: 1, problem: 'empty' },
    { field: 'page', page: 2, problem: 'tooBig' },
    { field: 'page', page: 3, problem: 'typeNotAllowed' },
  ])
  expect(documentProblems({ name: 'x', pages: [] })).toEqual([{ field: 'pages', problem: 'noPages' }])
  const many = Array.from({ length: MAX_PAGES + 1 }, () => page)
  expect(documentProblems({ name: 'x', pages: many })).toEqual([{ field: 'pages', problem: 'tooManyPages' }])
})

it('programs are not taken, whatever they are called', () => {
  for (const mediaType of [
    'image/svg+xml',
    'text/html',
    'application/zip',
    'application/javascript',
    'toString',
    '',
  ])
    expect(pageProblem({ mediaType, bytes: 1 })).toBe('typeNotAllowed')
})

it('a name stands for the type of its ending', () => {
  expect(typeByName('Scan.PDF')).toBe('application/pdf')
  expect(typeByName('scan.pdf.exe')).toBeNull()
  expect(typeByName('constructor')).toBeNull()
  for (const [mediaType, { extensions }] of Object.entries(ALLOWED_TYPES))
    for (const extension of extensions) expect(typeByName(`x.${extension}`)).toBe(mediaType)
  expect(ACCEPTED).toContain('.docx')
})
