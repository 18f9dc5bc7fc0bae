import { shallowRef } from 'vue'
import { newId } from '#shared/base/ids.ts'
import { LEASE_DAYS } from '#shared/people/offline-lease.ts'
import type { Person } from '#shared/people/person.ts'
import { openOutboxDatabase } from '../outbox/database.ts'
import { deviceIdOf } from '../outbox/device.ts'
import { EntryMaker } from '../outbox/entry-maker.ts'
import { LostLead } from '../outbox/failures.ts'
import { Outbox } from '../outbox/outbox.ts'
import { releaseReserve } from '../outbox/reserve.ts'
import { Sender } from '../outbox/sender.ts'
import { FIRST_SCHEMA, REPLICA_SCHEMAS, type ReplicaSchemas } from '../replica/replica-schemas.ts'
import { Puller } from '../replica/puller.ts'
import { ReplicaStore } from '../replica/replica-store.ts'
import { ReplicaView } from '../replica/replica-view.ts'
import { followAttention } from '../tabs/attention.ts'
import { type Candidate, standForLeader } from '../tabs/leader.ts'
import { listenToTabs, tellTabs } from '../tabs/messages.ts'
import { freePages } from '../tabs/page-lock.ts'
import { PokeListener } from '../tabs/poke.ts'
import { SyncLoop } from '../tabs/sync-loop.ts'
import { holdReplica, ifNobodyHas } from './open-replicas.ts'
import type { Ports } from './ports.ts'
import { ownPrefix } from './replica-names.ts'
import type { Identity } from './session.ts'
import { StorageWatch } from './storage-watch.ts'
import { isOff, watchOver } from './watch-over.ts'
import type { SyncContact, Workplace } from './workplace.ts'

const DAY_LOOK_MS = 20_000

/** Opens what is kept for a person on this device, shows it, and begins to sync when it is this tab's turn. */
export async function openWorkplace(
  ports: Ports,
  identity: Identity,
  opened?: ReplicaStore,
  schemas: ReplicaSchemas = REPLICA_SCHEMAS,
): Promise<Workplace> {
  const { userId } = identity
  const own = ownPrefix(ports.prefix, userId)
  const nameOf = (schema: number) => `${own}-replica-${schema}`
  const isOwnReplica = (name: string) => name.includes(`${own}-replica-`)
  const channel = ports.openChannel(`${own}-tabs`)
  const watch = new StorageWatch(ports, (storage) => tellTabs(channel, { type: 'storage', storage }))
  const openDatabase = () => openOutboxDatabase(`${ports.prefix}outbox`)
  const letGo = await holdReplica(ports, nameOf(schemas.current))
  const [first, ownStore] = await Promise.all([
    watch.opened(openDatabase),
    opened ?? watch.opened(() => ReplicaStore.open(nameOf(schemas.current), ports.replicaStorage)),
  ])
  const store = watch.watched(ownStore, () => ownStore.reopen())
  let database = first
  const makeId = () => newId(ports.clock.now(), ports.random(16))
  const device = await deviceIdOf(database, makeId)
  const plainOutbox = new Outbox(database, userId)
  const outbox = watch.watched(
    plainOutbox,
    async () => {
      database = await openDatabase()
      plainOutbox.connect(database)
    },
    () => releaseReserve(database),
  )
  // After an update the replica of before is shown until the new one is complete.
  const schemaKey = `suivi.replica-of.${userId}`
  let letGoOfOlder = () => {}
  let older = opened ? null : await olderReplica()
  async function olderReplica(): Promise<ReplicaStore | null> {
    const schema = Number(ports.keep.get(schemaKey))
    if (!(schema >= FIRST_SCHEMA && schema < schemas.current)) return null
    const upgrade = (await schemas.older()).get(schema)
    if (!upgrade || (await isComplete())) return null
    letGoOfOlder = await holdReplica(ports, nameOf(schema))
    return watch.opened(() => ReplicaStore.open(nameOf(schema), ports.replicaStorage, upgrade))
  }
  async function isComplete(): Promise<boolean> {
    return (await store.position())?.more === false
  }
  /** The new replica takes the place of the one of before, in every tab by itself. */
  async function swap(): Promise<void> {
    const before = older
    // Asked for by a page and by another tab's word at once.
    if (!before || !(await isComplete()) || older !== before) return
    older = null
    view.show(store)
    await view.refresh()
    await before.close()
    letGoOfOlder()
  }
  const view = new ReplicaView(older ?? store, outbox, ports, personOf(identity))
  const contact = shallowRef<SyncContact>({ state: 'syncing', stoppedBecause: null })
  const over = watchOver({
    ports,
    database: () => database,
    userId,
    device,
    tell: (message) => tellTabs(channel, message),
    leaseDays: () => view.snapshot.value.company?.leaseDays ?? LEASE_DAYS,
  })
  // The server's clock, where it was heard: a wrong day would be proposed with every tap.
  view.clockOffMs = () => (isOff(over.told.value.clockOffMs) ? over.told.value.clockOffMs : 0)
  const isLeading = shallowRef(false)
  const closing = new AbortController()
  let loop: SyncLoop | null = null
  let askForDigest = () => {}
  let candidate: Candidate | null = null
  let hasLooked = () => {}
  let listen = () => {}
  const attention = followAttention(ports, () => listen())
  const firstLook = new Promise<void>((done) => (hasLooked = done))

  let hasOlderReplicas = true

  const changed = async () => {
    tellTabs(channel, { type: 'changed' })
    if (older) await swap()
    await view.refresh()
    if (!hasOlderReplicas || older || view.snapshot.value.catchingUp) return
    hasOlderReplicas = false
    ports.keep.set(schemaKey, String(schemas.current))
    forgetOlder().then((isDone) => (hasOlderReplicas = !isDone), ports.report)
  }
  /** This one is complete and takes the place of those of older versions of the app, once no tab shows them. */
  async function forgetOlder(): Promise<boolean> {
    let isDone = true
    for (let schema = FIRST_SCHEMA; schema < schemas.current; schema++) {
      const name = nameOf(schema)
      const forget = () => ports.forgetDatabases((one) => one.includes(`${name}-`))
      isDone = (await ifNobodyHas(ports, name, forget)) && isDone
    }
    return isDone
  }
  const wake = () => {
    if (loop) loop.wake()
    else tellTabs(channel, { type: 'wake' })
  }
  const appended = () => {
    tellTabs(channel, { type: 'changed' })
    wake()
  }
  const leavesNow = () => loop !== null && contact.value.state === 'live'
  const entries = new EntryMaker(view, outbox, ports, device, appended, leavesNow)

  function lead({ isTakenOver, lost }: { isTakenOver: boolean; lost: () => void }) {
    const calls = { ...ports, fetch: over.fetch }
    const sender = new Sender(outbox, calls, userId, device, () => view.snapshot.value)
    const puller = new Puller(store, outbox, view, calls, userId, device, async () => {
      await outbox.keepReserve()
      watch.tell('fine')
    })
    puller.onPage = over.heard
    askForDigest = () => puller.askForDigest()
    const leading = new SyncLoop({
      sender,
      puller,
      ports,
      isWatched: attention.isWatched,
      async begin() {
        await outbox.takeLead(makeId)
        // Whoever holds the page lock holds up the first look, too.
        if (isTakenOver) await freePages(ports, userId)
        await firstLook
        await outbox.sweep(ports.clock.now(), view.snapshot.value).catch(ports.report)
        await outbox.askAgain().catch(ports.report)
      },
      onChanged: changed,
      onLost: lost,
      onContact(next) {
        contact.value = next
        tellTabs(channel, { type: 'contact', contact: next })
      },
    })
    loop = leading
    isLeading.value = true
    puller.onHealing = leading.wake
    const running = leading.run()
    const pokes = new PokeListener(ports, leading.poke)
    listen = () => (attention.isWatched() ? pokes.start() : pokes.stop())
    listen()
    const stopWakes = ports.onWake(leading.revive)
    const stopDays = everyNowAndThen(ports, async () => {
      if (await puller.followDay().catch(unlessLost)) await changed()
    })
    return async () => {
      isLeading.value = false
      listen = () => {}
      for (const stop of [stopWakes, stopDays]) stop()
      pokes.stop()
      leading.stop()
      loop = null
      await running
    }
  }

  listenToTabs(channel, (message) => {
    switch (message.type) {
      case 'ended':
      case 'told':
        over.onMessage(message)
        return
      case 'changed':
        view.follow()
        swap().catch(ports.report)
        return
      case 'wake':
        loop?.wake()
        return
      case 'contact':
        candidate?.heard()
        contact.value = message.contact
        return
      case 'alive':
        candidate?.heard()
        return
      case 'ask':
        attention.seen()
        if (loop) tellTabs(channel, { type: 'alive' })
        return
      case 'storage':
        watch.heard(message.storage)
        return
      case 'check':
        askForDigest()
        loop?.wake()
        return
      case 'hello':
        if (!loop) return
        tellTabs(channel, { type: 'contact', contact: contact.value })
        tellTabs(channel, { type: 'told', told: over.told.value })
    }
  })
  // Before the first look: should the tab that leads be frozen over a page, somebody has to free it.
  candidate = standForLeader({
    ports,
    lock: `${own}-leader`,
    ask: () => tellTabs(channel, { type: 'ask' }),
    lead,
    onLost: () => tellTabs(channel, { type: 'check' }),
  })
  const looked = view.refresh()
  looked.then(hasLooked, hasLooked)
  await looked
  tellTabs(channel, { type: 'hello' })
  const stopDay = everyNowAndThen(ports, async () => {
    view.turnDay()
    await over.look()
  })
  const stopWake = ports.onWake(() => {
    view.turnDay()
    view.follow()
    void watch.probe(() => Promise.all([outbox.assertReadable(), store.position()]))
    over.look().catch(ports.report)
    if (!loop) wake()
  })

  async function close() {
    closing.abort()
    stopDay()
    stopWake()
    over.close()
    attention.stop()
    await candidate?.resign()
    channel.close()
    await view.close()
    await older?.close()
    if (!opened) await store.close()
    letGoOfOlder()
    letGo()
    database.close()
  }

  return {
    userId,
    ports,
    view,
    outbox,
    entries,
    sync: contact,
    storage: watch.state,
    ending: over.ending,
    told: over.told,
    leaseLeftMs: over.leaseLeftMs,
    isLeading,
    pages: shallowRef({ toSend: 0, needYou: 0 }),
    closing: closing.signal,
    wake,
    close,
    async leave() {
      await close()
      await ports.forgetDatabases(isOwnReplica)
    },
  }
}

/** Before the first page the role is not known, and the least is assumed. */
function personOf({ userId, name, email, role }: Identity): Person {
  return {
    id: userId,
    name,
    email,
    role: role ?? 'guest',
    entity: null,
    departmentId: null,
    criteria: [],
    absence: null,
    active: true,
    version: 0,
  }
}

/** The loop finds it out, too, and ends it. */
function unlessLost(error: unknown): false {
  if (error instanceof LostLead) return false
  throw error
}

/** Not again while it still runs: a slow device would wait for itself, and take itself for frozen. */
function everyNowAndThen(ports: Ports, run: () => Promise<void>): () => void {
  let isRunning = false
  let timer = ports.timers.set(tick, DAY_LOOK_MS)
  function tick() {
    timer = ports.timers.set(tick, DAY_LOOK_MS)
    if (isRunning) return
    isRunning = true
    run()
      .catch(ports.report)
      .finally(() => (isRunning = false))
  }
  return () => ports.timers.clear(timer)
}
