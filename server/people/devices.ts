import { and, desc, eq, gt, sql } from 'drizzle-orm'
import type { Device } from '#shared/protocol/people.ts'
import { devices } from '../company/tables.ts'
import type { Db } from '../db/open.ts'
import { deviceName } from './device-name.ts'
import { signInSessions } from './sign-in-tables.ts'
import { endSession } from './users.ts'

export type Contact = {
  companyId: string
  personId: string
  deviceId: string
  sessionId: string
  userAgent: string
  /** Entries the device still has to send. */
  waiting: number
  now: number
}

const MINUTE_MS = 60_000
const FORGOTTEN_MS = 30 * 86_400_000

/** Keeps when a device was last heard of; a write at most once a minute unless something else changed. */
export async function recordContact(db: Db, contact: Contact): Promise<void> {
  const { companyId, personId, deviceId, sessionId, userAgent, waiting, now } = contact
  const known = await findDevice(db, contact)
  const isFresh = known && now - known.lastContactAt < MINUTE_MS
  if (isFresh && known.waiting === waiting && known.sessionId === sessionId) return
  const seen = { name: deviceName(userAgent), sessionId, lastContactAt: now, waiting }
  await db
    .insert(devices)
    .values({ companyId, id: deviceId, personId, firstContactAt: now, ...seen })
    .onConflictDoUpdate({
      target: [devices.companyId, devices.id, devices.personId],
      // A call that overlapped with the signing out is none of a new sign-in.
      set: {
        ...seen,
        signedOutAt: sql`case when ${devices.sessionId} = excluded.session_id then ${devices.signedOutAt} end`,
      },
    })
}

/** The devices somebody uses, the one heard of last first; one that was left long ago with nothing to send is not told. */
export async function devicesOf(
  db: Db,
  { companyId, personId, sessionId, now }: Pick<Contact, 'companyId' | 'personId' | 'sessionId' | 'now'>,
): Promise<Device[]> {
  const rows = await db
    .select({ device: devices, session: signInSessions.id })
    .from(devices)
    .leftJoin(
      signInSessions,
      and(eq(signInSessions.id, devices.sessionId), gt(signInSessions.expiresAt, new Date(now))),
    )
    .where(and(eq(devices.companyId, companyId), eq(devices.personId, personId)))
    .orderBy(desc(devices.lastContactAt))
  const told = rows.map(({ device, session }) => ({
    id: device.id,
    name: device.name,
    firstContactAt: device.firstContactAt,
    lastContactAt: device.lastContactAt,
    waiting: device.waiting,
    isSignedIn: session !== null,
    isThis: device.sessionId === sessionId,
  }))
  return told.filter(
    ({ isSignedIn, waiting, lastContactAt }) =>
      isSignedIn || waiting > 0 || now - lastContactAt < FORGOTTEN_MS,
  )
}

type DeviceKey = Pick<Contact, 'companyId' | 'personId' | 'deviceId'>

/** A browser as one person uses it. */
export async function findDevice(
  db: Db,
  { companyId, personId, deviceId }: DeviceKey,
): Promise<typeof devices.$inferSelect | undefined> {
  const [found] = await db
    .select()
    .from(devices)
    .where(isDevice(companyId, personId, deviceId))
  return found
}

/**
 * Ends the session of one of a person's devices; false when they have no such device. At its next contact it hands
 * what it has not sent over into quarantine, and gives up what it holds.
 */
export async function signOutDevice(db: Db, device: DeviceKey & { now: number }): Promise<boolean> {
  const known = await findDevice(db, device)
  if (!known) return false
  await db
    .update(devices)
    .set({ signedOutAt: device.now })
    .where(isDevice(device.companyId, device.personId, device.deviceId))
  if (known.sessionId) await endSession(db, known.sessionId)
  return true
}

/** A device and its copies, each with a key of its own: so many are known under one name, the last ones. */
const KEYS_A_DEVICE = 4

/** Keeps the public half of the key a device made for a person, beside those of its copies. */
export async function registerKey(
  db: Db,
  { companyId, personId, deviceId, sessionId, userAgent, now }: Omit<Contact, 'waiting'>,
  publicKey: string,
): Promise<void> {
  await db
    .insert(devices)
    .values({
      companyId,
      id: deviceId,
      personId,
      name: deviceName(userAgent),
      sessionId,
      firstContactAt: now,
      lastContactAt: now,
      waiting: 0,
      publicKey: `[${publicKey}]`,
    })
    .onConflictDoUpdate({
      target: [devices.companyId, devices.id, devices.personId],
      set: { publicKey: withKeysBefore, sessionId, signedOutAt: null },
    })
}

/** The newest first, and each once. */
const withKeysBefore = sql`(
  select jsonb_agg(kept.key order by kept.place)::text from (
    select known.key, min(known.place) as place
    from jsonb_array_elements(excluded.public_key::jsonb || coalesce(${devices.publicKey}, '[]')::jsonb)
      with ordinality as known (key, place)
    group by known.key order by place limit ${KEYS_A_DEVICE}
  ) as kept)`

function isDevice(companyId: string, personId: string, deviceId: string) {
  return and(eq(devices.companyId, companyId), eq(devices.personId, personId), eq(devices.id, deviceId))
}
