import { randomUUID } from 'node:crypto'
import type { Entry } from '#shared/journal/entry.ts'
import type { Role } from '#shared/people/person.ts'
import { signedText } from '#shared/protocol/quarantine.ts'
import { DEVICE_HEADER, PERSON_HEADER, SIGNATURE_HEADER } from '#shared/protocol/version.ts'
import { savePeople } from '../company/people-store.ts'
import { createUser } from '../people/users.ts'
import { aCompany } from './a-company.ts'
import { aPost, aServer, cookiesOf } from './a-server.ts'

const password = 'a good long password'

/** A running server with a company whose people sign in on devices and call over HTTP, as phones do. */
export async function anOffice(more: Parameters<typeof aServer>[0] = {}) {
  const server = await aServer(more)
  const company = await aCompany(server.database)
  const ask = (path: string, init: RequestInit) => server.app.request(path, init)

  async function aPerson(role: Role, name: string = role) {
    const email = `${randomUUID()}@example.com`
    const { id } = await createUser(server.auth, { email, password, name })
    const person = { id, name, email, role, entity: null, active: true }
    await savePeople(server.database, company.id, [person], company.ports)
    const signIn = () => ask('/api/auth/sign-in/email', aPost({ email, password }))

    /** A device with a key of its own, signed in and heard of. */
    async function aDevice(device: string = randomUUID()) {
      const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
        'sign',
        'verify',
      ])
      let cookie = cookiesOf(await signIn())
      const stream = { id: randomUUID() as string, next: 1 }
      const headers = () => ({ cookie, [PERSON_HEADER]: id, [DEVICE_HEADER]: device })
      const get = (path: string) => ask(path, { headers: headers() })
      const post = (path: string, body: object = {}) => ask(path, aPost(body, headers()))
      /** Whatever is asked, with this device's session. */
      const call = (method: string, path: string, body?: string) => {
        const given = aPost(body ?? '', headers())
        return ask(path, { ...given, method, body: body ?? null })
      }
      const frame = (entries: unknown[]) => ({
        stream: stream.id,
        sentAt: company.clock.now,
        device,
        waiting: 0,
        entries: entries.map((entry) => ({ n: stream.next++, entry })),
      })
      const signText = async (text: string, by: CryptoKey) => {
        const bytes = new TextEncoder().encode(text)
        const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, by, bytes)
        return Buffer.from(signature).toString('base64url')
      }
      const sign = (body: string, by: CryptoKey = keys.privateKey) => signText(signedText(id, body), by)
      const handOver = async (entries: unknown[], more: { by?: CryptoKey; device?: string } = {}) => {
        const body = JSON.stringify({ ...frame(entries), ...(more.device && { device: more.device }) })
        const signed = { [SIGNATURE_HEADER]: await sign(body, more.by), [PERSON_HEADER]: id }
        return ask('/api/sync/quarantine', aPost(body, signed))
      }
      const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey)
      const registered = await ask(`/api/people/devices/${device}/key`, {
        ...aPost({ key: { kty, crv, x, y } }, headers()),
        method: 'PUT',
      })
      return {
        device,
        keys,
        registered,
        /** Any call as this device makes it, or with other headers in their place. */
        ask: (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
          ask(path, { ...init, headers: { ...aPost({}).headers, ...headers(), ...init.headers } }),
        get,
        post,
        call,
        sign,
        signText: (text: string) => signText(text, keys.privateKey),
        handOver,
        push: (...entries: unknown[]) => post('/api/sync/push', frame(entries)),
        pull: () => post('/api/sync/pull', { cursor: null, device, waiting: 0 }),
        signInAgain: async () => void (cookie = cookiesOf(await signIn())),
      }
    }

    const words = (clientId: string, text: string): Entry =>
      company.entry('comment.written', id, clientId, {
        actionId: null,
        itemIds: [],
        text,
        visibility: 'internal',
      })
    return { id, person, signIn, aDevice, words }
  }
  return { ...server, company, aPerson }
}

export type Office = Awaited<ReturnType<typeof anOffice>>
export type OfficePerson = Awaited<ReturnType<Office['aPerson']>>
