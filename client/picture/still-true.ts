import { openOutboxDatabase } from '../outbox/database.ts'
import { endedOf } from '../outbox/ended-work.ts'
import { outboxMark } from '../outbox/outbox-mark.ts'
import { LeaseKeeper, isOver } from '../session/lease-keeper.ts'
import type { Picture } from './picture.ts'

/** Whether the device shows this person the same now: it is theirs to work on, and their own work is as it was. */
export async function isStillTrue(
  { userId, outbox }: Pick<Picture, 'userId' | 'outbox'>,
  name: string,
  now: () => number,
): Promise<boolean> {
  const database = await openOutboxDatabase(name)
  try {
    const [mark, ended, lease] = await Promise.all([
      outboxMark(database, userId),
      endedOf(database, userId),
      new LeaseKeeper(() => database, userId, now).look(),
    ])
    return !ended && !isOver(lease) && mark === outbox
  } finally {
    database.close()
  }
}
