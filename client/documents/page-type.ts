import { type PageProblem, pageProblem } from '#shared/documents/document-problems.ts'
import { typeByName } from '#shared/documents/endings.ts'

/** What a browser says a file is; where it says nothing, what its name says. */
export function typeOfFile({ type, name }: Pick<File, 'type' | 'name'>): string {
  const said = type.split(';')[0]?.trim().toLowerCase() ?? ''
  return said === '' ? (typeByName(name) ?? 'application/octet-stream') : said
}

/** Whether it is to be made small before it is sent. Drawings are programs, not pictures. */
export function isPicture(mediaType: string): boolean {
  return mediaType.startsWith('image/') && mediaType !== 'image/svg+xml'
}

/** What keeps a file from being a page; a picture is asked once it is small. */
export function fileProblem(file: Pick<File, 'type' | 'name' | 'size'>): PageProblem | null {
  const mediaType = typeOfFile(file)
  if (isPicture(mediaType)) return file.size === 0 ? 'empty' : null
  return pageProblem({ mediaType, bytes: file.size })
}
