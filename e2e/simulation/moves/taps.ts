import { newId } from '#shared/base/ids.ts'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import type { Made } from '../../../client/outbox/made.ts'
import type { Workplace } from '../../../client/session/workplace.ts'
import type { Chance } from '../../../server/demo/chance.ts'
import { type Desk, type Maker, type WishOf, oneOf } from '../wishes/desk.ts'
import { KINDS, WISHES, type Wished } from '../wishes/wishes.ts'
import { asMadeIn, makes, reads } from '../world/builds.ts'
import { OracleFailure, holds } from '../world/failure.ts'
import type { Tab } from '../world/tab.ts'
import type { Done, World } from '../world/world.ts'
import { type Move, move } from './move.ts'

/** Kinds that make others meet come more often. */
const OFTEN: Partial<Record<Wished, number>> = {
  'client.assigned': 4,
  'items.requalified': 3,
  'action.opened': 3,
  'action.changed': 3,
  'setting.saved': 0.5,
  'preferences.saved': 0.5,
  'person.deactivated': 0.3,
  'person.reactivated': 0.5,
  'person.placed': 0.5,
  'parked.accepted': 4,
  'parked.declined': 2,
  'document.added': 2,
}

/** What rules are asked of, and how they are set, comes twice as often where a company has them. */
const OF_RULES = new Set<Wished>([
  'items.requalified',
  'action.opened',
  'action.closed',
  'scenarioStep.done',
  'setting.saved',
  'person.criteriaSaved',
  'person.absent',
])

/** What can be done only with what others have made, or seldom: who sits down looks for it. */
const SELDOM = new Set<Wished>([
  'action.reopened',
  'validation.answered',
  'validation.explained',
  'validation.withdrawn',
  'creditNote.changed',
  'creditNote.withdrawn',
  'creditNote.matched',
  'participant.removed',
  'plan.made',
  'plan.changed',
  'plan.agreed',
  'plan.renegotiated',
  'plan.withdrawn',
  'payment.allocated',
  'payment.withdrawn',
  'promise.withdrawn',
  'document.changed',
  'document.withdrawn',
])

/** People at work: what they tap, take back and send again. */
export const TAPS: Move[] = [
  move('tap', 60, readyTabs, async (tab, world, chance) => {
    const atMost = world.oftenOf('sitting')
    const things = atMost > 1 ? chance.whole(1, atMost) : 1
    for (let done = 0; done < things && tab.isAlive && !tab.isFrozen; done++) await tap(tab, world, chance)
  }),
  move('tapForMany', 2, readyTabs, async (tab, world, chance) => {
    const desk = deskOf(tab, world, chance)
    if (!desk) return
    const wishes = [...tab.workplace.view.snapshot.value.cards.values()]
      .filter(({ kind }) => kind === 'client')
      .map(({ clientId }) => ({
        subject: { type: 'client' as const, id: clientId },
        data: { actionId: null, itemIds: [], text: 'to all', visibility: 'internal' as const },
      }))
    if (wishes.length > 0 && makes(tab.build, 'comment.written'))
      told(tab, world, 'comment.written', tab.workplace.entries.makeBatch('comment.written', wishes))
  }),
  move('undo', 3, readyTabs, async (tab, world, chance) => {
    const desk = deskOf(tab, world, chance)
    const entryId = desk && oneOf(desk, desk.own.slice(-5))
    if (!entryId) return
    const kept = world.ledger.kept.get(entryId)
    if (kept) kept.isUnwanted = true
    const done = tab.workplace.entries.undo([entryId])
    told(tab, world, 'entry.undone', done)
    await world.time.idle()
    await forgetWithdrawn(tab, world, entryId)
  }),
  move('tryAgain', 2, readyTabs, async (tab, world, chance) => {
    const desk = deskOf(tab, world, chance)
    const records = await world.time.resultOf(tab.device.outbox())
    const refused = [...records.values()].filter(
      ({ outcome, isDismissed, entry }) =>
        outcome?.type === 'refused' && !isDismissed && reads(tab.build, entry),
    )
    const record = desk && oneOf(desk, refused)
    if (!record) return
    const again = tab.workplace.entries.tryAgain(record.entry.id).then((made) => [made])
    told(tab, world, record.entry.kind, again)
  }),
]

/** Somebody does one thing. Where they look around: who finds nothing to do of one kind looks for another. */
async function tap(tab: Tab, world: World, chance: Chance): Promise<void> {
  const desk = deskOf(tab, world, chance)
  if (world.aim && desk && chance.isTrue(0.2) && (await doTheSame(tab, world, desk))) return
  // Who sits down to work goes on until something is done.
  const insists = world.sitsDown
  const before = world.ledger.kept.size
  for (let looks = 0; desk && looks < world.oftenOf('look'); looks++) {
    const kind = pickKind(world, chance)
    let wished = kind && (await wish(tab, world, desk, kind))
    const isAimed = kind && world.aim?.kinds.includes(kind)
    // Most of what there is to do it with is not in a state for it.
    for (
      let more = 0;
      isAimed && wished && more < 4 && world.ledger.kept.size === before && tab.isAlive;
      more++
    )
      wished = await wish(tab, world, desk, kind)
    if (wished && isAimed && chance.isTrue(world.isHelped ? 0.5 : 0.35)) await doneTwice(tab, world, chance)
    if (wished && (!insists || world.ledger.kept.size > before || !tab.isAlive || tab.isFrozen)) return
  }
}

/** Kinds that make something new: nobody else makes the same. */
const MAKES_NEW = new Set<Wished>([
  'action.opened',
  'validation.asked',
  'creditNote.requested',
  'plan.made',
  'plan.renegotiated',
  'payment.seen',
  'promise.made',
])

/** Whether somebody may do the very same as somebody else did. */
export function canRepeat(tab: Tab, desk: Desk, { kind, subject, data }: Done): boolean {
  return (
    !MAKES_NEW.has(kind) &&
    !('next' in data && JSON.stringify(data.next).includes('opening')) &&
    (subject.type !== 'person' || subject.id === desk.userId) &&
    isFor(desk, kind) &&
    makes(tab.build, kind)
  )
}

/** What somebody else did just now, as far as one may. */
async function doTheSame(tab: Tab, world: World, desk: Desk): Promise<boolean> {
  const others = world.done.filter((done) => done.device !== tab.device && canRepeat(tab, desk, done))
  const aimed = others.filter(({ kind }) => world.aim?.kinds.includes(kind))
  const same = oneOf(desk, (aimed.length > 0 ? aimed : others).slice(-2))
  if (!same) return false
  await make(tab, world, same.kind, same as WishOf<Wished>)
  return true
}

/** Somebody else, who cannot have heard of it, does the same at that moment. */
async function doneTwice(tab: Tab, world: World, chance: Chance): Promise<void> {
  const others = readyTabs(world).filter(({ device }) => device !== tab.device)
  const other = others[chance.whole(0, others.length - 1)]
  const desk = other && deskOf(other, world, chance)
  if (desk) await doTheSame(other, world, desk)
}

export function isFor(desk: Desk, kind: Wished): boolean {
  const role = desk.company.people.get(desk.userId)?.role
  return role !== undefined && ALL_KINDS[kind].may[role] !== 'never'
}

/** People who do what they may and what waits for them, rather than whatever comes to mind. */
function looksAround(world: World): boolean {
  return world.oftenOf('look') > 1
}

export function readyTabs(world: World): Tab[] {
  return world.tabs.filter(({ isFrozen, work }) => !isFrozen && work?.view.snapshot.value.isReady)
}

function oftenIn(world: World, kind: Wished): number {
  const often = OFTEN[kind] ?? (world.sitsDown && SELDOM.has(kind) ? 3 : 1)
  return world.hasRules && OF_RULES.has(kind) ? often * 2 : often
}

function pickKind(world: World, chance: Chance): Wished | undefined {
  const weights = KINDS.map((kind) => oftenIn(world, kind) * world.oftenOf(kind))
  let at = chance.next() * weights.reduce((sum, weight) => sum + weight, 0)
  return KINDS.find((_, index) => (at -= weights[index] ?? 0) < 0)
}

export function deskOf(tab: Tab, world: World, chance: Chance): Desk | null {
  const snapshot = tab.workplace.view.snapshot.value
  const { company, today, outbox } = snapshot
  if (!company) return null
  const all = [...snapshot.files.values()].flatMap((seen) => seen ?? [])
  const asked = all.filter(({ file }) => file.parked.length > 0)
  const begun = world.sitsDown ? all.filter(({ file }) => file.casework.length > 0) : []
  const files =
    asked.length > 0 && looksAround(world) && chance.isTrue(0.4)
      ? asked
      : begun.length > 0 && chance.isTrue(0.5)
        ? begun
        : all
  return {
    chance,
    userId: tab.device.userId,
    company,
    today,
    seen: files[chance.whole(0, files.length - 1)] ?? null,
    own: outbox.map(({ entry }) => entry.id),
    newId: () => newId(tab.nowMs, chance.bytes(16)),
    sitsDown: world.sitsDown,
    isHelped: world.isHelped,
    hasRules: world.hasRules,
    atWork: world.aim ? [...new Set(world.devices.map(({ userId }) => userId))] : [],
  }
}

export async function wish<K extends Wished>(tab: Tab, world: World, desk: Desk, kind: K): Promise<boolean> {
  const isKnown = desk.company.people.has(desk.userId)
  if (looksAround(world) && isKnown && !isFor(desk, kind)) return false
  if (!makes(tab.build, kind)) return false
  const maker: Maker<K> = WISHES[kind]
  const wished = maker(desk)
  if (!wished) return false
  await make(tab, world, kind, wished)
  return true
}

export async function make<K extends Wished>(
  tab: Tab,
  world: World,
  kind: K,
  wished: WishOf<K>,
): Promise<void> {
  world.done.push({ device: tab.device, kind, ...wished })
  const making = tab.workplace.entries.make(kind, wished.subject, asMadeIn(tab.build, kind, wished.data))
  told(
    tab,
    world,
    kind,
    making.then((made) => [made]),
  )
  await world.time.idle()
}

/** What a person is told of their tap counts from the moment they are told; a tab that dies first has said nothing. */
function told(tab: Tab, world: World, kind: string, making: Promise<Made[]>): void {
  const { reached, catchingUp, today, outbox } = tab.workplace.view.snapshot.value
  const shown = new Set(outbox.map(({ entry }) => entry.id))
  // A build foretells nothing on top of what it cannot read.
  const readsAll = outbox.every(({ entry }) => reads(tab.build, entry))
  making
    .then(async (all) => {
      for (const made of all) {
        if (!tab.isAlive) return
        world.trace.say(
          `${tab.name} ${kind} ${made.type} ${made.type === 'kept' ? made.entryId.slice(-6) : JSON.stringify(made)}`,
        )
        if (made.type === 'notKept') tab.expectTrouble()
        if (made.type !== 'kept') continue
        const record = (await tab.device.outbox()).get(made.entryId)
        holds('no loss', record, () => `${kind} ${made.entryId} was kept, and is not there`)
        const { entry } = record
        world.ledger.keep({
          id: entry.id,
          kind: entry.kind,
          by: entry.by,
          device: tab.device,
          clientId: entry.subject.type === 'client' ? entry.subject.id : null,
          seen: entry.seen,
          predicted: made.decision,
          day: today,
          isWhole:
            readsAll &&
            !catchingUp &&
            reached === entry.seen.version &&
            holdsWhole(tab.workplace, entry.subject),
          shown,
          faults: world.faultsOn(tab.device),
          isUnwanted: false,
          isWithdrawn: false,
          isCopied: false,
          isLost: false,
        })
      }
    })
    .catch((error: unknown) => (error instanceof OracleFailure ? world.blame(error) : tab.failed(error)))
}

function holdsWhole({ view }: Workplace, subject: { type: string; id?: string }): boolean {
  return subject.type !== 'client' || view.snapshot.value.cards.has(`client:${subject.id ?? ''}`)
}

async function forgetWithdrawn(tab: Tab, world: World, entryId: string): Promise<void> {
  if (!tab.isAlive) return
  const records = await world.time.resultOf(tab.device.outbox())
  const kept = world.ledger.kept.get(entryId)
  if (kept && !records.has(entryId)) kept.isWithdrawn = true
}
