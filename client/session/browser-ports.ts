import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { createMemoryLocks } from '../tabs/memory-locks.ts'
import { forgetDatabases } from './forget-databases.ts'
import { browserKeep } from './kept.ts'
import { PREFIX } from './replica-names.ts'
import type { Channel, EventStream, Locks, Ports } from './ports.ts'

/** The browser, as the technical layer asks for it. */
export function browserPorts(): Ports {
  return {
    fetch: (url, init) => fetch(url, init),
    clock: { now: () => Date.now() },
    timers: {
      set: (run, delayMs) => window.setTimeout(run, delayMs),
      clear: (timer) => window.clearTimeout(timer),
    },
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    // Typed as always there; over plain HTTP it is not.
    ...(window.isSecureContext && { subtle: crypto.subtle }),
    chance: () => Math.random(),
    // The replica can be had again, and a digest finds what a power cut tore: it does not wait for the disk, page by page.
    replicaStorage: getRxStorageDexie({ chromeTransactionDurability: 'relaxed' }),
    locks: browserLocks(),
    openChannel,
    openEvents,
    onWake,
    visibility: {
      isVisible: () => document.visibilityState === 'visible',
      onChange(listener) {
        document.addEventListener('visibilitychange', listener)
        return () => document.removeEventListener('visibilitychange', listener)
      },
    },
    keep: browserKeep,
    forgetDatabases,
    startOver: () => location.reload(),
    report: (error) => reportError(error),
    prefix: PREFIX,
  }
}

/** Without Web Locks tabs cannot take turns: each then works as if it were the only one. */
function browserLocks(): Locks {
  if (!('locks' in navigator)) return createMemoryLocks()
  return {
    async request(name, options, run) {
      return navigator.locks.request(name, options, run)
    },
  }
}

function openChannel(name: string): Channel {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) =>
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => listener(data)),
    close: () => channel.close(),
  }
}

function openEvents(url: string): EventStream {
  const source = new EventSource(url)
  return {
    onMessage: (listener) =>
      source.addEventListener('message', ({ data }: MessageEvent<string>) => listener(data)),
    onPing: (listener) => source.addEventListener('ping', listener),
    onOpen: (listener) => source.addEventListener('open', listener),
    onEnd: (listener) =>
      source.addEventListener('error', () => {
        if (source.readyState === EventSource.CLOSED) listener()
      }),
    close: () => source.close(),
  }
}

function onWake(listener: () => void): () => void {
  const whenVisible = () => {
    if (document.visibilityState === 'visible') listener()
  }
  window.addEventListener('online', listener)
  // An idle app asks for nothing for minutes; the attempt that fails now tells the screen.
  window.addEventListener('offline', listener)
  window.addEventListener('pageshow', listener)
  document.addEventListener('visibilitychange', whenVisible)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
    window.removeEventListener('pageshow', listener)
    document.removeEventListener('visibilitychange', whenVisible)
  }
}
