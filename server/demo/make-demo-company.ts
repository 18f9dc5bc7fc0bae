import { randomBytes } from 'node:crypto'
import { type CalendarDay, addDays, dayIn } from '#shared/base/calendar-day.ts'
import { type Id, idFrom, newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { nextStep } from '#shared/dunning/next-step.ts'
import { STANDARD_SCENARIO_ID } from '#shared/company/default-settings.ts'
import type { Setting } from '#shared/company/settings.ts'
import { ACCOUNTING, type Entry } from '#shared/journal/entry.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import { wakeCasework } from '../calendar/wake-casework.ts'
import { createCompanyInStore } from '../company/create-company.ts'
import { loadCompany } from '../company/load-company.ts'
import { savePeople } from '../company/people-store.ts'
import type { Database } from '../db/open.ts'
import { loadFiles } from '../journal/file-rows.ts'
import { Journal } from '../journal/journal.ts'
import type { Auth } from '../people/auth.ts'
import { createUser } from '../people/users.ts'
import { type Chance, createChance } from './chance.ts'
import { type DemoClient, demoClients } from './demo-clients.ts'
import { type DemoDocument, demoLedger, documentOn } from './demo-ledger.ts'
import type { Documents } from '../documents/documents.ts'
import { demoDocuments, giveBytes } from './demo-documents.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from './demo-people.ts'
import { demoPlans } from './demo-plans.ts'
import { KEY_ACCOUNTS, KEY_ACCOUNTS_SCENARIO, demoAbsence, demoCriteria, demoRules } from './demo-rules.ts'
import { type Deed, demoStory } from './demo-story.ts'

const COMPANY = { name: 'Maison Verdier', currency: 'EUR', timeZone: 'Europe/Paris' }
const WEEKS = 11

/**
 * Fills an empty store with a company that has been at work for eleven weeks: its books arrive week by week and its
 * people act in between, all through the journal, and their photographs are taken in like all others, so that what the
 * demo shows is what the product did.
 */
export async function makeDemoCompany(
  database: Database,
  auth: Auth,
  nowMs: number,
  openBytes: (parts: { journal: Journal; now: () => number }) => Promise<Documents>,
): Promise<void> {
  const chance = createChance(20_261_122)
  const today = dayIn(COMPANY.timeZone, nowMs)
  const companyId = newId(nowMs, chance.bytes(16))
  const clock = { now: momentOf(addDays(today, -7 * WEEKS), 8) }
  const ports = {
    now: () => Math.min((clock.now += 7), nowMs),
    salt: () => randomBytes(16).toString('hex'),
    stamp: () => randomBytes(8).toString('hex'),
    committed: () => {},
  }
  await createCompanyInStore(database, { id: companyId, ...COMPANY, settings: exchangeRates(today) }, ports)
  const personIds = await makePeople(database, auth, companyId, ports)

  const idOfPerson = (key: string) => must(personIds.get(key), key)

  const journal = new Journal(database, ports)
  const bytes = await openBytes({ journal, now: ports.now })
  const cast = demoClients(chance).map((client) => {
    const id = idFrom(companyId, client.number)
    return { id, client, documents: demoLedger(id, client, today, chance) }
  })
  const agreed = demoPlans({ clients: cast, personIds, today })
  const story = [...demoStory({ clients: cast, personIds, today, chance }), ...agreed.story]
  const nameOf = (clientId: string) => cast.find(({ id }) => id === clientId)?.client.name ?? ''
  const given = await demoDocuments(story, nameOf, personIds, today)
  story.push(...given.map(({ clientId, giving }) => ({ clientId, deed: giving.deed })))
  const pagesOf = new Map(given.map(({ giving }) => [giving.deed, giving.pages]))
  const ledgers = markedInBooks(
    cast.map((one) => ({
      ...one,
      documents: [...one.documents, ...(agreed.documents.get(one.id) ?? [])],
    })),
    new Set(story.map(({ clientId }) => clientId)),
    today,
  )
  const claire = idOfPerson('claire')
  const submit = (entries: Entry[]) =>
    journal.submit({
      companyId,
      stream: null,
      sentAt: clock.now,
      entries: entries.map((entry) => ({ n: 0, entry })),
    })

  const ofCompany = (kind: Deed['kind'], data: unknown) =>
    anEntry(kind, claire, COMPANY_SUBJECT, data, clock.now, chance)
  await submit(demoRules(COMPANY).map((setting) => ofCompany('setting.saved', { setting })))
  await submit(demoCriteria(idOfPerson).map((data) => ofCompany('person.criteriaSaved', data)))
  let booked: CalendarDay | null = null
  for (let week = WEEKS; week >= 0; week -= 1) {
    const asOf = addDays(today, -7 * week)
    clock.now = Math.max(clock.now, momentOf(asOf, 6))
    const books = ledgers.flatMap((one) => bookEntry(one, booked, asOf, personIds, clock.now, chance) ?? [])
    if (week === 0) await submit([ofCompany('person.absent', demoAbsence(idOfPerson, today))])
    await submit(books)
    if (week === WEEKS) await submit(salesEntries(cast, personIds, clock.now, chance))
    for (let day = asOf; day <= today && day < addDays(asOf, 7); day = addDays(day, 1)) {
      clock.now = Math.min(nowMs, Math.max(clock.now, momentOf(day, 7)))
      await wakeCasework.run({ database, journal }, { companyId, today: day, doneFor: null, now: clock.now })
      const deeds = story.filter(({ deed }) => deed.day === day).sort((a, b) => a.deed.hour - b.deed.hour)
      for (const { clientId, deed } of deeds) {
        clock.now = Math.min(nowMs, Math.max(clock.now, momentOf(deed.day, deed.hour)))
        await submit([deedEntry(clientId, deed, clock.now, chance)])
        const pages = pagesOf.get(deed)
        if (pages) await giveBytes(database, bytes, { companyId, personId: deed.by }, pages, clock.now)
      }
    }
    await submit(await stepsDone(database, companyId, cast, personIds, asOf, clock.now, chance))
    booked = asOf
  }
}

/** Reminders go out week by week; some are left, so that the agenda has something late. */
async function stepsDone(
  database: Database,
  companyId: Id,
  cast: readonly Member[],
  personIds: ReadonlyMap<string, string>,
  asOf: CalendarDay,
  at: number,
  chance: Chance,
): Promise<Entry[]> {
  const company = await loadCompany(database.db, companyId)
  const files = await loadFiles(
    database.db,
    companyId,
    cast.map(({ id }) => id),
  )
  return cast.flatMap(({ id, client }) => {
    const file = files.get(id)?.file
    const next = file && nextStep(file, company)
    const by = client.collector && personIds.get(client.collector)
    if (!next || !by || next.dueOn > asOf || chance.isTrue(0.14)) return []
    const isSkipped = chance.isTrue(0.06)
    const outcome = chance.one(['reached', 'message', 'notReached'] as const)
    const data: DataOf<'scenarioStep.done'> = {
      leaderItemId: next.leader.id,
      step: next.index,
      how: isSkipped ? 'skipped' : 'done',
      on: asOf,
      movedTo: null,
      comment: isSkipped ? 'They have announced the transfer.' : null,
      call: !isSkipped && next.step.type === 'call' ? { outcome, contactId: idFrom(id, 'contact') } : null,
    }
    return [anEntry('scenarioStep.done', by, of(id), data, at, chance)]
  })
}

type Member = { id: string; client: DemoClient; documents: readonly DemoDocument[] }

async function makePeople(
  database: Database,
  auth: Auth,
  companyId: Id,
  ports: Parameters<typeof savePeople>[3],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { key, email, name } of DEMO_PEOPLE)
    ids.set(key, (await createUser(auth, { email, name, password: DEMO_PASSWORD })).id)
  const people = DEMO_PEOPLE.map(({ key, ...person }) => ({
    ...person,
    id: must(ids.get(key), key),
    active: true,
  }))
  await savePeople(database, companyId, people, ports)
  return ids
}

/** What changed in a client's books since they were last read. */
function bookEntry(
  { id, client, documents }: Member,
  since: CalendarDay | null,
  asOf: CalendarDay,
  personIds: ReadonlyMap<string, string>,
  at: number,
  chance: Chance,
): Entry | null {
  const items = documents.flatMap((document) => {
    const row = documentOn(document, asOf)
    const before = since === null ? null : documentOn(document, since)
    if (!row || (before === null && row.closedOn !== null)) return []
    const isSame =
      before?.balanceMinor === row.balanceMinor &&
      before.closedOn === row.closedOn &&
      before.sourceStatus === row.sourceStatus
    return isSame ? [] : [row]
  })
  if (items.length === 0 && since !== null) return null
  const data: DataOf<'items.imported'> = {
    source: 'demo',
    asOf,
    appliesRules: true,
    client: {
      number: client.number,
      name: client.name,
      entity: client.entity,
      scenarioId: STANDARD_SCENARIO_ID,
      sourceCollector: client.collector,
      collectorId: client.collector && (personIds.get(client.collector) ?? null),
      email: null,
      phone: null,
      fields: { Region: client.region },
    },
    items,
    absent: [],
  }
  return anEntry('items.imported', ACCOUNTING, of(id), data, at, chance)
}

/** The sales person of some clients, and whom to call there. */
function salesEntries(
  cast: readonly Member[],
  personIds: ReadonlyMap<string, string>,
  at: number,
  chance: Chance,
): Entry[] {
  const marc = must(personIds.get('marc'), 'the credit manager')
  return cast.flatMap(({ id, client }) => [
    ...(client.hasSales
      ? [anEntry('client.assigned', marc, of(id), { salesId: personIds.get('julie') ?? null }, at, chance)]
      : []),
    ...(KEY_ACCOUNTS.includes(client.name)
      ? [anEntry('scenario.assigned', marc, of(id), { scenarioId: KEY_ACCOUNTS_SCENARIO }, at, chance)]
      : []),
    anEntry(
      'contact.saved',
      marc,
      of(id),
      { contactId: idFrom(id, 'contact'), fields: client.contact, removed: false },
      at,
      chance,
    ),
  ])
}

function deedEntry(clientId: string, deed: Deed, at: number, chance: Chance): Entry {
  return anEntry(deed.kind, deed.by, of(clientId), deed.data, at, chance)
}

function anEntry(
  kind: Deed['kind'],
  by: string,
  subject: Entry['subject'],
  data: unknown,
  at: number,
  chance: Chance,
): Entry {
  return {
    id: newId(at, chance.bytes(16)),
    kind,
    v: ALL_KINDS[kind].v,
    by,
    subject,
    at,
    device: 'demo',
    seen: { version: 0, stamp: '' },
    data,
  }
}

const COMPANY_SUBJECT: Entry['subject'] = { type: 'company' }
const of = (clientId: string): Entry['subject'] => ({ type: 'client', id: clientId })

/** Some items of clients with whom nothing else happened are disputed in the books: rules open what they say, or suggest it. */
function markedInBooks(members: Member[], busy: ReadonlySet<string>, today: CalendarDay): Member[] {
  const marks = [
    { on: addDays(today, -7), sourceStatus: 'LITIGE-Q', statusId: 'status.qualityDispute' },
    { on: addDays(today, -7), sourceStatus: 'LITIGE-P', statusId: 'status.priceDispute' },
    { on: today, sourceStatus: 'LITIGE-L', statusId: 'status.deliveryDispute' },
    { on: today, sourceStatus: 'LITIGE-Q', statusId: 'status.qualityDispute' },
  ]
  return members.map((member) => {
    if (busy.has(member.id) || member.client.collector === null) return member
    const disputed = member.documents.find(
      ({ kind, paidOn, dueOn }) => kind === 'invoice' && paidOn === null && dueOn < addDays(today, -8),
    )
    const marked = disputed && marks.shift()
    if (!marked) return member
    return {
      ...member,
      documents: member.documents.map((one) => (one === disputed ? { ...one, marked } : one)),
    }
  })
}

function exchangeRates(today: CalendarDay): Setting[] {
  const rates = [
    ['USD', -120, '0.9174'],
    ['USD', -40, '0.9236'],
    ['JPY', -120, '0.006048'],
    ['JPY', -40, '0.006121'],
  ] as const
  return rates.map(([from, days, rate]) => {
    const day = addDays(today, days)
    return {
      id: `rate.${from}.${day}`,
      kind: 'exchangeRate',
      data: { from, day, rate },
      removed: false,
      version: 0,
    }
  })
}

/** A moment of a business day, near enough for a story: hours in UTC. */
function momentOf(day: CalendarDay, hour: number): number {
  return Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)
}
