import type { Context } from 'hono'
import { every, except } from 'hono/combine'
import { createMiddleware } from 'hono/factory'
import { permissionsOf } from '#shared/journal/permissions-of.ts'
import { signedUpload } from '#shared/protocol/documents.ts'
import { DEVICE_HEADER, PERSON_HEADER, SIGNATURE_HEADER } from '#shared/protocol/version.ts'
import { personFinder } from '../company/people-store.ts'
import type { Db } from '../db/open.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { type AtWorkEnv, atWorkOnly } from '../people/at-work.ts'
import type { Auth } from '../people/auth.ts'
import { findDevice } from '../people/devices.ts'
import { signedInOnly } from '../people/signed-in.ts'
import { themselvesOnly } from '../people/themselves.ts'
import { isSignature } from '../quarantine/hand-over.ts'
import type { Giver } from './uploads.ts'

/** Bytes as a call names them. */
export type Named = { hash: string; bytes: number }

export type UploaderEnv = {
  Variables: AtWorkEnv['Variables'] & {
    /** Who gives, proven for these bytes only where it is a device's signature that proves it. */
    giverOf: (named: Named) => Promise<Giver>
  }
}

/**
 * Who uploads: whoever is signed in, or the device of somebody who is no more, by its key. A signature stands for one
 * content, so that whoever overhears it can do nothing with it but give that.
 */
export function uploaderOnly(auth: Auth, db: Db) {
  const isSigned = (c: Context) => c.req.header(SIGNATURE_HEADER) !== undefined
  const signedIn = except(isSigned, every(signedInOnly(auth, db), atWorkOnly(db), themselvesOnly))
  const personOf = personFinder(db)

  async function ofSigner(headers: (name: string) => string | undefined, named: Named): Promise<Giver> {
    const personId = headers(PERSON_HEADER) ?? ''
    const signature = headers(SIGNATURE_HEADER) ?? ''
    const found = await personOf(personId)
    const deviceId = headers(DEVICE_HEADER) ?? ''
    const device = found && (await findDevice(db, { companyId: found.companyId, personId, deviceId }))
    if (
      !found ||
      !device?.publicKey ||
      !isSignature(device.publicKey, signature, signedUpload(personId, named))
    )
      throw new ProblemAnswer('forbidden', 'This is not signed with the key of a device known here.')
    if (found.person.active && device.signedOutAt === null)
      throw new ProblemAnswer('still-at-work', 'This person still works here: sign in, and upload.')
    return { companyId: found.companyId, personId }
  }

  const giver = createMiddleware<UploaderEnv>(async (c, next) => {
    if (isSigned(c)) c.set('giverOf', (named) => ofSigner((name) => c.req.header(name), named))
    else {
      const { id, role } = c.get('person')
      if (permissionsOf('document.added')[role] === 'never')
        throw new ProblemAnswer('forbidden', 'This role adds no documents.')
      c.set('giverOf', async () => ({ companyId: c.get('companyId'), personId: id }))
    }
    await next()
  })
  return every(signedIn, giver)
}
