import type { AnyKind } from '#shared/journal/entry-kind.ts'
import { ALL_KINDS, type KindName } from '#shared/journal/kinds.ts'
import { type Entry, isByPerson } from '#shared/journal/entry.ts'
import type { Chance } from '../../../server/demo/chance.ts'

/**
 * How an older build differs from the one under test: kinds it does not know, and kinds it knows as they were before
 * today's version of them.
 */
export type Build = ReadonlyMap<string, 'lacked' | 'changed'>

export const NEWEST: Build = new Map()

/** The server's modules; tabs have the numbers of their pages. */
export const SERVER_PAGE = 0

declare global {
  // What a page's copy of the registry of kinds asks. The server's is page 0.
  var asBuilt: <K extends AnyKind>(page: number, kind: K | undefined) => K | undefined
}

const builds = new Map<number, Build>()

globalThis.asBuilt = (page, kind) => kind && kindIn(builds.get(page) ?? NEWEST, kind)

/** What is loaded there reads entries as this build does, from now on. */
export function load(page: number, build: Build): void {
  builds.set(page, build)
}

/** What came with one release: kinds that make one another come together, or the older build would make what it cannot read. */
const RELEASES: readonly (readonly [KindName, 'lacked' | 'changed'][])[] = [
  lacked('validation'),
  lacked('creditNote'),
  [...lacked('plan'), ...lacked('payment'), ...lacked('promise'), ...lacked('instalment')],
  // Mentions make people take part.
  [...lacked('participant'), ['comment.written', 'changed']],
  lacked('document'),
  lacked('stage'),
  lacked('decision'),
  lacked('exchange'),
  lacked('contact'),
  [...lacked('scenarioStep'), ...lacked('scenario')],
  lacked('suggestion'),
  lacked('checklist'),
  lacked('preferences'),
  [
    ['person.placed', 'lacked'],
    ['setting.saved', 'changed'],
    ['client.assigned', 'changed'],
  ],
  [
    ['action.opened', 'changed'],
    ['action.changed', 'changed'],
  ],
  [
    ['items.requalified', 'changed'],
    ['items.associated', 'changed'],
    ['items.disassociated', 'changed'],
  ],
  [
    ['action.closed', 'changed'],
    ['action.reopened', 'changed'],
    // Who accepts what came to a closed action opens it again.
    ['parked.accepted', 'changed'],
    ['parked.declined', 'changed'],
  ],
  [['entry.undone', 'changed']],
]

const RELEASES_BEHIND = 5
/** Where it is wanted which kinds it lacks. */
const FEWER_BEHIND = 2

function lacked(family: string): [KindName, 'lacked'][] {
  const names = Object.keys(ALL_KINDS) as KindName[]
  return names.filter((name) => name.startsWith(`${family}.`)).map((name) => [name, 'lacked'])
}

/** A build that is some releases behind; `without`: behind these kinds in any case. */
export function olderBuild(chance: Chance, without?: readonly KindName[]): Build {
  const left = without ? RELEASES.filter(isBesideCases) : [...RELEASES]
  const behind = Array.from({ length: without ? FEWER_BEHIND : RELEASES_BEHIND }, () =>
    left.splice(chance.whole(0, left.length - 1), 1),
  )
  return new Map([...behind.flat(2), ...(without ? releasesOf(chance, without).flat() : [])])
}

/** Work in cases is there before a run that is after something begins: no build it has lacks all of that. */
const OF_CASES = /^(validation|creditNote|plan|payment|promise|instalment|participant)\./

function isBesideCases(release: (typeof RELEASES)[number]): boolean {
  return !release.some(([kind, how]) => how === 'lacked' && OF_CASES.test(kind))
}

/** What an administrator switches accounts with is as old as the first build. */
const EVER_KNOWN: readonly KindName[] = ['person.deactivated', 'person.reactivated']

/** Of each kind the release it came with, or one that changed it alone: what it works on is known then. */
function releasesOf(chance: Chance, kinds: readonly KindName[]) {
  return kinds
    .filter((kind) => !EVER_KNOWN.includes(kind))
    .map((wanted) => {
      const release = RELEASES.filter(isBesideCases).find((one) => one.some(([kind]) => kind === wanted))
      return release && chance.isTrue(0.4) ? release : ([[wanted, 'changed']] as const)
    })
}

/** Whether a build knows all of an entry. */
export function reads(build: Build, entry: Pick<Entry, 'kind' | 'v' | 'by'>): boolean {
  const how = build.get(entry.kind)
  return how === undefined || (how === 'changed' && !isOfToday(entry))
}

/** Whether people make entries of this kind with a build: as they are today, or as they were. */
export function makes(build: Build, name: KindName): boolean {
  const how = build.get(name)
  return how === undefined || (how === 'changed' && ALL_KINDS[name].v > 1)
}

/** What today's version of a kind added. */
const ADDED: Partial<Record<KindName, string>> = { 'action.opened': 'caseId', 'comment.written': 'mentions' }

/** What somebody says of a wish with a build that knows the kind as it was. */
export function asMadeIn<T extends object>(build: Build, name: KindName, data: T): T {
  const added = build.get(name) === 'changed' ? ADDED[name] : undefined
  if (added === undefined) return data
  const { [added as keyof T]: _, ...rest } = data
  return rest as T
}

const changedKinds = new WeakMap<AnyKind, AnyKind>()

function kindIn<K extends AnyKind>(build: Build, kind: K): K | undefined {
  switch (build.get(kind.name)) {
    case undefined:
      return kind
    case 'lacked':
      return undefined
    case 'changed': {
      const known = changedKinds.get(kind)
      if (known) return known as K
      const read = (entry: Entry) => (isOfToday(entry) ? { unknown: true as const } : kind.read(entry))
      const changed = { ...kind, v: Math.max(1, kind.v - 1), read } as K
      changedKinds.set(kind, changed)
      return changed
    }
  }
}

/** What rules cause is made by the build that decides, in the version it knows. */
function isOfToday(entry: Pick<Entry, 'kind' | 'v' | 'by'>): boolean {
  const kind = ALL_KINDS[entry.kind as KindName]
  return entry.v >= kind.v && isByPerson(entry as Entry)
}
