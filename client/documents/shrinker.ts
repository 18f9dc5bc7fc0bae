import type { Shrunk } from './shrink.ts'

export type Wanted = {
  id: number
  picture: Blob
  what: { type: 'shrink'; longSidePx: number } | { type: 'turn' } | { type: 'hash' }
}
export type Done =
  | { id: number; picture: Shrunk }
  | { id: number; bytes: ArrayBuffer; hash: string }
  | { id: number; failed: 'noPicture' | 'broke' }

/** What the worker could not do: it is no picture for this browser, or the worker broke, as with too little memory. */
export class ShrinkFailed extends Error {
  readonly because: 'noPicture' | 'broke'
  constructor(because: 'noPicture' | 'broke') {
    super(because)
    this.because = because
  }
}

export type Shrinker = {
  shrink: (picture: Blob, longSidePx: number) => Promise<Shrunk>
  /** By a quarter to the right. */
  turn: (picture: Blob) => Promise<Shrunk>
  read: (file: Blob) => Promise<{ bytes: ArrayBuffer; hash: string }>
  close: () => void
}

/** Pictures are made small beside the page, in a worker that is there while somebody takes them. */
export function createShrinker(open: () => Worker = openWorker): Shrinker {
  const waiting = new Map<number, (done: Done) => void>()
  let worker: Worker | null = null
  let lastId = 0

  function running(): Worker {
    if (worker) return worker
    const opened = open()
    opened.addEventListener('message', ({ data }: MessageEvent<Done>) => {
      waiting.get(data.id)?.(data)
      waiting.delete(data.id)
    })
    // It may be killed for its memory: what it had is told, the next picture opens another.
    opened.addEventListener('error', () => {
      if (worker === opened) close()
    })
    return (worker = opened)
  }

  function close(): void {
    worker?.terminate()
    worker = null
    for (const [id, tell] of waiting) tell({ id, failed: 'broke' })
    waiting.clear()
  }

  function ask(picture: Blob, what: Wanted['what']): Promise<Done> {
    const id = ++lastId
    return new Promise((done) => {
      waiting.set(id, done)
      running().postMessage({ id, picture, what } satisfies Wanted)
    })
  }

  async function pictureOf(picture: Blob, what: Wanted['what']): Promise<Shrunk> {
    const done = await ask(picture, what)
    if ('picture' in done) return done.picture
    throw new ShrinkFailed('failed' in done ? done.failed : 'broke')
  }

  return {
    shrink: (picture, longSidePx) => pictureOf(picture, { type: 'shrink', longSidePx }),
    turn: (picture) => pictureOf(picture, { type: 'turn' }),
    async read(file) {
      const done = await ask(file, { type: 'hash' })
      if ('bytes' in done) return done
      throw new ShrinkFailed('broke')
    },
    close,
  }
}

function openWorker(): Worker {
  return new Worker(new URL('./shrink.worker.ts', import.meta.url), { type: 'module' })
}
