import { DEVICE_HEADER, PERSON_HEADER } from '#shared/protocol/version.ts'
import { personFinder } from '../company/people-store.ts'
import type { Db } from '../db/open.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { findDevice } from './devices.ts'

type Asked = { req: { header(name: string): string | undefined } }

/**
 * A session that ended because its account was switched off, or because its device was signed out from another one, is
 * told apart from one that ran out: only then does the device give up what it holds. It says who and what it is without
 * proof; whoever asks learns no more than what every colleague is told.
 */
export function whyOut(db: Db): (c: Asked) => Promise<ProblemAnswer | null> {
  const personOf = personFinder(db)
  return async (c) => {
    const [personId, deviceId] = [c.req.header(PERSON_HEADER), c.req.header(DEVICE_HEADER)]
    if (personId === undefined || deviceId === undefined) return null
    const found = await personOf(personId)
    if (!found) return null
    if (!found.person.active) return new ProblemAnswer('deactivated', 'This account is switched off.')
    const device = await findDevice(db, { companyId: found.companyId, personId, deviceId })
    return device?.signedOutAt === null || !device
      ? null
      : new ProblemAnswer('device-signed-out', 'This device was signed out from another one.')
  }
}
