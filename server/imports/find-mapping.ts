import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { type Company, ofKind } from '#shared/company/company.ts'
import { type Mapping, mappingSchema } from '#shared/imports/mapping.ts'
import { BLANK_MAPPING } from '#shared/imports/new-mapping.ts'
import { PRESETS, findPreset } from '#shared/imports/presets.ts'
import { suggestMapping } from '#shared/imports/suggest-mapping.ts'
import { StartFailure } from '../start-failure.ts'
import type { FileSource } from './file-source.ts'
import { layOut } from './read-rows.ts'

/** A mapping by name: one the company has saved, else one that comes with the product. */
function findMapping(company: Company, name: string): Mapping | null {
  const saved = ofKind(company.settings.values(), 'mapping').find(({ data }) => data.name === name)
  return saved?.data ?? findPreset(name)
}

/** What `--mapping` names: a JSON file or a name. Without it the mapping is guessed from the header of the file. */
export async function mappingFor(
  word: string | undefined,
  company: Company,
  source: FileSource,
): Promise<Mapping> {
  if (word === undefined) {
    const laidOut = await layOut(source, BLANK_MAPPING)
    return 'layout' in laidOut ? suggestMapping(laidOut.layout.headers) : BLANK_MAPPING
  }
  if (word.endsWith('.json')) return mappingFromFile(word)
  const found = findMapping(company, word)
  if (found) return found
  const names = [...ofKind(company.settings.values(), 'mapping').map(({ data }) => data), ...PRESETS]
  throw new StartFailure(
    `There is no mapping “${word}”; there are ${names.map(({ name }) => name).join(', ')}.`,
  )
}

function mappingFromFile(path: string): Mapping {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StartFailure(`The mapping ${path} cannot be read: ${reason}.`, { cause })
  }
  const filled = typeof json === 'object' && json !== null ? { ...BLANK_MAPPING, ...json } : json
  const read = z.safeParse(mappingSchema, filled)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new StartFailure(`The mapping ${path} is wrong at “${issue?.path.join('.')}”: ${issue?.message}.`)
}
