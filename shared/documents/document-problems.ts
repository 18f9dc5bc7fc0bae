import { MAX_PAGES, MAX_PAGE_BYTES, handlingOf } from './allowed-types.ts'
import { cleanName } from './clean-name.ts'

export type DocumentProblem =
  | { field: 'name'; problem: 'nameless' }
  | { field: 'pages'; problem: 'noPages' | 'tooManyPages' }
  | { field: 'page'; page: number; problem: PageProblem }

export type PageProblem = 'empty' | 'tooBig' | 'typeNotAllowed'

/** What keeps a page from being taken, as far as it can be told before its bytes are looked at. */
export function pageProblem({ mediaType, bytes }: { mediaType: string; bytes: number }): PageProblem | null {
  if (bytes <= 0) return 'empty'
  if (bytes > MAX_PAGE_BYTES) return 'tooBig'
  return handlingOf(mediaType) === null ? 'typeNotAllowed' : null
}

/** What is amiss with a document before it is added: the form says it at the field, and the rule refuses it. */
export function documentProblems({
  name,
  pages,
}: {
  name: string
  pages: readonly { mediaType: string; bytes: number }[]
}): DocumentProblem[] {
  const problems: DocumentProblem[] = []
  if (cleanName(name) === '') problems.push({ field: 'name', problem: 'nameless' })
  if (pages.length === 0) problems.push({ field: 'pages', problem: 'noPages' })
  if (pages.length > MAX_PAGES) problems.push({ field: 'pages', problem: 'tooManyPages' })
  pages.forEach((page, at) => {
    const problem = pageProblem(page)
    if (problem) problems.push({ field: 'page', page: at, problem })
  })
  return problems
}
