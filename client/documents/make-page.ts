import { handlingOf } from '#shared/documents/allowed-types.ts'
import { cleanName } from '#shared/documents/clean-name.ts'
import { pageProblem, type PageProblem } from '#shared/documents/document-problems.ts'
import type { DocumentRule } from '#shared/company/settings.ts'
import type { DraftPage } from './kept-database.ts'
import type { PageBytes } from './kept-pages.ts'
import { fileProblem, isPicture, typeOfFile } from './page-type.ts'
import { ShrinkFailed, type Shrinker } from './shrinker.ts'

export type MadePage =
  | { type: 'page'; page: DraftPage; bytes: PageBytes }
  | { type: 'problem'; problem: PageProblem | 'unreadable' }

/** A file as a page: a picture made small and upright, anything else as it is. */
export async function makePage(
  shrinker: Shrinker,
  file: File,
  { longSidePx, keepsOriginal }: Pick<DocumentRule, 'longSidePx' | 'keepsOriginal'>,
): Promise<MadePage> {
  const problem = fileProblem(file)
  if (problem) return { type: 'problem', problem }
  const mediaType = typeOfFile(file)
  try {
    if (!isPicture(mediaType)) return await asItIs(shrinker, file, mediaType, null)
    const small = await shrinker.shrink(file, longSidePx)
    const { bytes: upload, thumbnail, hash, width, height, hints } = small
    if (keepsOriginal) return await asItIs(shrinker, file, mediaType, { thumbnail, hints })
    const page = { hash, mediaType: small.mediaType, bytes: upload.byteLength, width, height, hints }
    return { type: 'page', page: { ...page, name: cleanName(file.name) }, bytes: { upload, thumbnail } }
  } catch (error) {
    if (!(error instanceof ShrinkFailed)) throw error
    // A photo that this browser does not read may be one that others do.
    if (error.because === 'noPicture' && handlingOf(mediaType) === 'download')
      return asItIs(shrinker, file, mediaType, null)
    return { type: 'problem', problem: 'unreadable' }
  }
}

async function asItIs(
  shrinker: Shrinker,
  file: File,
  mediaType: string,
  small: (Pick<PageBytes, 'thumbnail'> & Pick<DraftPage, 'hints'>) | null,
): Promise<MadePage> {
  const problem = pageProblem({ mediaType, bytes: file.size })
  if (problem) return { type: 'problem', problem }
  const { bytes: upload, hash } = await shrinker.read(file)
  const page: DraftPage = {
    hash,
    mediaType,
    bytes: upload.byteLength,
    width: null,
    height: null,
    name: cleanName(file.name),
    hints: small?.hints ?? null,
  }
  return { type: 'page', page, bytes: { upload, thumbnail: small?.thumbnail ?? null } }
}
