import { currentSetting } from '../company/older-settings.ts'
import type { Entry } from './entry.ts'

/** Brings the data of one version of a kind to the next. Total over what that version allowed, and pure. */
export type Upcaster = (data: unknown) => unknown

/**
 * Entries of older builds are accepted for ever: a phone may come back after a year. `'comment.written@1'` makes data of
 * version 2 out of data of version 1. Lines are added with a new `v` of a kind, and never taken away; the entries of
 * before stay in `testing/entries-by-version.json`.
 */
export const UPCASTERS: ReadonlyMap<string, Upcaster> = new Map([
  ['action.opened@1', withField('caseId', null)],
  ['action.opened@2', withField('templateId', null)],
  ['items.requalified@1', withTemplateOfOpening],
  ['items.imported@1', withField('appliesRules', false)],
  ['scenarioStep.done@1', withEndOfStep],
  ['comment.written@1', withField('mentions', [])],
  ['person.deactivated@1', withField('successorId', null)],
  ['setting.saved@1', withCurrentSetting],
])

function withTemplateOfOpening(data: unknown): unknown {
  if (!isObject(data)) return data
  const { next } = data
  return isObject(next) && isObject(next['opening'])
    ? { ...data, next: { ...next, opening: { ...next['opening'], templateId: null } } }
    : data
}

function withEndOfStep(data: unknown): unknown {
  if (!isObject(data)) return data
  return { ...data, how: data['movedTo'] === null ? 'done' : 'moved', on: null, call: null }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withCurrentSetting(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'setting' in data
    ? { ...data, setting: currentSetting(data.setting) }
    : data
}

/** A field that came with the next version, as it was before anybody could say otherwise. */
function withField(name: string, value: unknown): Upcaster {
  return (data) => (typeof data === 'object' && data !== null ? { ...data, [name]: value } : data)
}

/**
 * The data of an entry as this version of its kind reads it; undefined for a version it does not know: a newer build's,
 * which waits for the update, or one that lost its upcaster.
 */
export function upcast(
  kind: { name: string; v: number },
  { v, data }: Pick<Entry, 'v' | 'data'>,
  upcasters: ReadonlyMap<string, Upcaster> = UPCASTERS,
): { data: unknown } | undefined {
  if (v > kind.v) return undefined
  let current = data
  for (let from = v; from < kind.v; from++) {
    const next = upcasters.get(`${kind.name}@${from}`)
    if (!next) return undefined
    current = next(current)
  }
  return { data: current }
}
