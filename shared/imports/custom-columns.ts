import * as z from 'zod/mini'
import { LONGEST_CUSTOM_NAME } from '../base/custom-fields.ts'
import { comparable } from './cell.ts'
import { FIELDS } from './fields.ts'

/** A column that fills a field of the company's own, of the item or of its client. */
export const customColumnSchema = z.strictObject({
  column: z.string().check(z.minLength(1), z.maxLength(200)),
  of: z.enum(['client', 'item']),
  /** What the field is called: rows keep its value under this name, screens show it and conditions ask for it. */
  name: z.string().check(z.trim(), z.maxLength(LONGEST_CUSTOM_NAME)),
})
export type CustomColumn = z.infer<typeof customColumnSchema>

export const MOST_CUSTOM_COLUMNS = 30

/** The fields of the company's own that its mappings fill, each once, by name. */
export function customFieldsOf(
  mappings: readonly { data: { custom?: CustomColumn[] | undefined } }[],
): Pick<CustomColumn, 'of' | 'name'>[] {
  const byKey = new Map(
    mappings.flatMap(({ data }) =>
      (data.custom ?? []).map(({ of, name }) => [`${of}/${name}`, { of, name }]),
    ),
  )
  return [...byKey.values()].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.of < b.of ? -1 : 1,
  )
}

/** Why a field of the company's own cannot have its name. */
export type CustomColumnProblem = { place: number; name: string; because: 'nameless' | 'reserved' | 'twice' }

/** What is wrong with the names, by the place of the column; a client and its items may each have a field of one name. */
export function customColumnProblems(columns: readonly CustomColumn[]): CustomColumnProblem[] {
  const seen = new Set<string>()
  return columns.flatMap(({ of, name }, place): CustomColumnProblem[] => {
    const word = comparable(name)
    const isTwice = seen.has(`${of}/${word}`)
    seen.add(`${of}/${word}`)
    const because = word === '' ? 'nameless' : RESERVED.has(word) ? 'reserved' : isTwice ? 'twice' : null
    return because ? [{ place, name, because }] : []
  })
}

/** Fields that every item and client have, and words an object of JavaScript has of its own. */
const RESERVED: ReadonlySet<string> = new Set(
  [...FIELDS, ...Object.getOwnPropertyNames(Object.prototype)].map(comparable),
)
