import { type FileDigest, digestOf, digestOfAll, isSameDigest } from '#shared/clients/file-digest.ts'
import type { ToldDigest } from '#shared/protocol/digest.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import type { Db } from '../db/open.ts'
import { fileDigests } from './file-digests.ts'
import type { HeldFile } from './held-files.ts'

type Holder = { companyId: string; personId: string }

/** What is wrong with a device: files to send whole, files that are not its to hold. */
export type Differences = {
  verdict: NonNullable<PullAnswer['digest']>
  files: HeldFile[]
  drops: PullAnswer['drops']
}

const REPAIRED_A_PAGE = 200

/**
 * Compares what a device holds with what it should. Files in `moved` are on their way with this very page, so that the
 * device's word about them is old: they are compared another time.
 */
export async function compareFiles(
  tx: Db,
  holder: Holder,
  { files: told, horizon }: ToldDigest,
  moved: ReadonlySet<string>,
): Promise<Differences> {
  if ('all' in told) {
    const isComparable = moved.size === 0
    const ours = isComparable ? await fileDigests(tx, holder, horizon, 'all') : []
    const isSame = isComparable && isSameDigest(digestOfAll(ours.map(({ digest }) => digest)), told.all)
    return { verdict: isSame ? 'same' : 'tellFiles', files: [], drops: [] }
  }
  const ours = await fileDigests(tx, holder, horizon, told.isAll ? 'all' : told.each.map(({ id }) => id))
  const toldByKey = new Map(told.each.map((digest) => [keyOf(digest), digest]))
  const ourKeys = new Set(ours.map(({ digest }) => keyOf(digest)))
  const differing = ours.filter(
    ({ digest }) => !moved.has(keyOf(digest)) && !isSameFile(digest, toldByKey.get(keyOf(digest))),
  )
  return {
    verdict: differing.length > REPAIRED_A_PAGE ? 'tellFiles' : 'same',
    files: differing.slice(0, REPAIRED_A_PAGE).map(({ held }) => held),
    drops: told.each
      .filter((digest) => !ourKeys.has(keyOf(digest)) && !moved.has(keyOf(digest)))
      .map(({ kind, id }) => ({ kind, id })),
  }
}

/** Whether settings, people and preferences are those the device holds. */
export function isSameCompany(
  { company }: ToldDigest,
  { settings, people, preferences }: Pick<PullAnswer, 'settings' | 'people' | 'preferences'>,
): boolean {
  const own = preferences ? [preferences] : []
  return isSameDigest(company, digestOf([...settings, ...people, ...own]))
}

export function keyOf({ kind, id }: { kind: string; id: string }): string {
  return `${kind}:${id}`
}

function isSameFile(ours: FileDigest, told: FileDigest | undefined): boolean {
  return told !== undefined && isSameDigest(ours.rows, told.rows) && isSameDigest(ours.history, told.history)
}
