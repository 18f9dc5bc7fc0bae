import type { Done, Wanted } from './shrinker.ts'
import { NoPicture, hashOf, shrink, turn } from './shrink.ts'

/* One picture after the other: two at once would need the memory of two. */
let last: Promise<void> = Promise.resolve()

self.addEventListener('message', ({ data }: MessageEvent<Wanted>) => {
  last = last.then(() => work(data))
})

async function work(wanted: Wanted): Promise<void> {
  try {
    const done = await doneOf(wanted)
    self.postMessage(done, { transfer: transferOf(done) })
  } catch (error) {
    const failed = {
      id: wanted.id,
      failed: error instanceof NoPicture ? 'noPicture' : 'broke',
    } satisfies Done
    self.postMessage(failed)
    if (!(error instanceof NoPicture)) reportError(error)
  }
}

async function doneOf({ id, picture, what }: Wanted): Promise<Done> {
  switch (what.type) {
    case 'shrink':
      return { id, picture: await shrink(picture, what.longSidePx) }
    case 'turn':
      return { id, picture: await turn(picture) }
    case 'hash': {
      const bytes = await picture.arrayBuffer()
      return { id, bytes, hash: await hashOf(bytes) }
    }
  }
}

function transferOf(done: Done): Transferable[] {
  if ('picture' in done) return [done.picture.bytes, done.picture.thumbnail]
  return 'bytes' in done ? [done.bytes] : []
}
