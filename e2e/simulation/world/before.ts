import { sql } from 'drizzle-orm'
import { must } from '#shared/base/must.ts'
import { workOf } from '#shared/casework/casework.ts'
import { newId } from '#shared/base/ids.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Company } from '#shared/company/company.ts'
import type { Seen } from '#shared/journal/entry.ts'
import { waitsFor } from '#shared/validations/answering.ts'
import { loadCompany } from '../../../server/company/load-company.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import type { Chance } from '../../../server/demo/chance.ts'
import { loadFiles } from '../../../server/journal/file-rows.ts'
import type { Desk, WishOf } from '../wishes/desk.ts'
import { WISHES, type Wished } from '../wishes/wishes.ts'
import { ADMINISTRATOR, CLIENTS, COMES_AND_GOES } from './company.ts'
import type { World } from './world.ts'

/** Who did what before anybody opened the app; holds all clients. */
const COLLEAGUE = 'mara'

const A_CASE: readonly Wished[] = ['action.opened', 'items.associated', 'items.associated']

/** What kinds find done when a run after them begins: it would take too many steps of several people. */
const BEFORE: Partial<Record<Wished, readonly Wished[]>> = {
  'action.reopened': [...A_CASE, 'action.closed'],
  'validation.answered': [...A_CASE, 'validation.asked', 'validation.asked'],
  'validation.explained': [...A_CASE, 'validation.asked'],
  'validation.withdrawn': [...A_CASE, 'validation.asked', 'validation.asked'],
  'creditNote.changed': [...A_CASE, 'creditNote.requested', 'creditNote.requested'],
  'creditNote.withdrawn': [...A_CASE, 'creditNote.requested', 'creditNote.requested'],
  'creditNote.matched': [...A_CASE, 'creditNote.requested', 'validation.asked', 'validation.answered'],
  'participant.removed': [...A_CASE, 'participant.added', 'participant.added'],
  'plan.changed': [...A_CASE, 'plan.made'],
  'plan.agreed': [...A_CASE, 'plan.made'],
  'plan.renegotiated': [...A_CASE, 'plan.made', 'plan.agreed'],
  'plan.withdrawn': [...A_CASE, 'plan.made'],
  'payment.allocated': [...A_CASE, 'plan.made', 'plan.agreed', 'payment.seen', 'payment.seen'],
  'payment.withdrawn': [...A_CASE, 'payment.seen', 'payment.seen'],
  'promise.withdrawn': [...A_CASE, 'promise.made', 'promise.made'],
  'document.changed': ['document.added', 'document.added'],
  'document.withdrawn': ['document.added', 'document.added'],
  'checklist.ticked': ['action.opened', 'action.opened'],
}

/** Wishes are thought of until one is such as is needed. */
const THOUGHTS = 30

/** On every client, the work that what the run is after needs. */
export async function workBefore(world: World, chance: Chance): Promise<void> {
  if (world.isHelped) await helpBefore(world, chance)
  for (const kind of world.aim?.kinds ?? [])
    for (const { id } of CLIENTS)
      for (const step of BEFORE[kind] ?? []) await doBefore(world, chance, id, step, kind)
}

/** What seldom comes about by itself: somebody is switched off, and wishes wait from whoever has lost a client. */
async function helpBefore(world: World, chance: Chance): Promise<void> {
  const kinds = world.aim?.kinds ?? []
  const data = { personId: COMES_AND_GOES, successorId: null }
  const away = { subject: { type: 'company' as const }, data }
  if (kinds.includes('person.reactivated')) await world.doneAtDesk(ADMINISTRATOR, 'person.deactivated', away)
  if (!kinds.some((kind) => kind.startsWith('parked.'))) return
  for (const { id } of CLIENTS) {
    for (const kind of A_CASE) await doBefore(world, chance, id, kind, 'parked.accepted')
    await leaveWishes(world, chance, id)
  }
}

async function leaveWishes(world: World, chance: Chance, clientId: string): Promise<void> {
  const file = await fileOf(world, clientId)
  const { collectorId } = file.client
  const [seen] = await rowsOf<Seen>(
    world.database.db,
    sql`select version, stamp from versions where company_id = ${world.companyId} order by version desc limit 1`,
  )
  if (collectorId === null) return
  const desk = await deskBefore(world, chance, file, collectorId)
  const kinds = ['action.changed', 'items.requalified', 'action.changed'] as const
  const wishes = kinds.map((kind) => ({ kind, wish: WISHES[kind](desk) }))
  await world.handAway(clientId, collectorId === 'ana' ? 'ben' : 'ana')
  for (const { kind, wish } of wishes) if (wish) await world.doneAtDesk(collectorId, kind, wish, seen)
}

async function fileOf({ database, companyId }: World, clientId: string): Promise<ClientFile> {
  return must((await loadFiles(database.db, companyId, [clientId])).get(clientId), 'the client').file
}

async function deskBefore(world: World, chance: Chance, file: ClientFile, userId: string): Promise<Desk> {
  return {
    chance,
    userId,
    company: await loadCompany(world.database.db, world.companyId),
    today: world.today,
    seen: { file, history: [] },
    own: [],
    newId: () => newId(world.time.nowMs, chance.bytes(16)),
    sitsDown: true,
    isHelped: world.isHelped,
    hasRules: world.hasRules,
    atWork: [...new Set(world.people)],
  }
}

async function doBefore(world: World, chance: Chance, clientId: string, kind: Wished, after: Wished) {
  const company = await loadCompany(world.database.db, world.companyId)
  const file = await fileOf(world, clientId)
  const answering = kind === 'validation.answered' ? whoeverIsAsked(company, file) : COLLEAGUE
  if (answering === null) return
  const desk = await deskBefore(world, chance, file, answering)
  for (let thought = 0; thought < THOUGHTS; thought++) {
    const wish: WishOf<Wished> | null = WISHES[kind](desk)
    if (wish && fits(wish.data, kind, after)) return world.doneAtDesk(answering, kind, wish)
  }
}

function whoeverIsAsked(company: Company, file: ClientFile): string | null {
  const people = [...company.people.values()]
  const [asked] = workOf(file, 'validation').flatMap(({ work }) =>
    people.filter((person) => person.active && waitsFor(work, person)),
  )
  return asked?.id ?? null
}

function fits(data: object, kind: Wished, after: Wished): boolean {
  switch (kind) {
    case 'action.opened':
      return (
        'type' in data &&
        data.type === 'followUp' &&
        (after !== 'checklist.ticked' ||
          ('kind' in data && data.kind === 'dispute' && 'templateId' in data && data.templateId !== null))
      )
    case 'validation.asked':
      return 'aboutId' in data && (data.aboutId !== null) === (after === 'creditNote.matched')
    case 'validation.answered':
      return 'answer' in data && data.answer === 'approved'
    default:
      return true
  }
}
