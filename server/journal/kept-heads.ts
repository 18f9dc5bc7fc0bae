import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import * as z from 'zod/mini'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { ChainHead } from './verify-chain.ts'

/**
 * Heads of the chain, kept in a file a company outside the database: who rewrites a whole chain in the database cannot
 * rewrite these with it.
 */
const keptHeadSchema = z.strictObject({ at: z.int(), number: z.int(), hash: z.string() })
export type KeptHead = z.infer<typeof keptHeadSchema>

/** The folder of the kept heads in `DATA_DIR`. */
export function headsFolder(dataDir: string): string {
  return join(dataDir, 'history-heads')
}

/** Writes down the head of each company whose chain has grown since it was last written down. */
export async function keepHeads(db: Db, folder: string, now: number): Promise<void> {
  const heads = await rowsOf<ChainHead & { id: string }>(
    db,
    sql`select id, history_number as number, history_hash as hash from companies order by id`,
  )
  mkdirSync(folder, { recursive: true })
  for (const { id, number, hash } of heads) {
    const last = readHeads(folder, id).at(-1)
    if (last?.number === number && last.hash === hash) continue
    append(fileOf(folder, id), { at: now, number, hash })
  }
}

/** The heads that were kept of a company, oldest first. A line that was torn by a power cut is passed over. */
export function readHeads(folder: string, companyId: string): KeptHead[] {
  return textOf(fileOf(folder, companyId))
    .split('\n')
    .flatMap((line) => {
      const read = z.safeParse(keptHeadSchema, jsonOf(line))
      return read.success ? [read.data] : []
    })
}

function fileOf(folder: string, companyId: string): string {
  return join(folder, `${companyId}.jsonl`)
}

/** Begins with a line break, so that a torn line before it spoils nothing but itself. */
function append(path: string, head: KeptHead): void {
  const file = openSync(path, 'a', 0o600)
  try {
    appendFileSync(file, `\n${JSON.stringify(head)}`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
