import type { EventStream } from '../../../client/session/ports.ts'
import { SESSION_HEADER } from './server.ts'
import type { Tab } from './tab.ts'

/** The server's hints on their way to a tab. A browser opens a broken stream again by itself. */
export class PokeStream implements EventStream {
  /** Hints that have left the server. */
  waiting: { event: string; data: string }[] = []
  state: 'closed' | 'broken' | 'open' | 'silent' = 'broken'
  #tab: Tab
  #url: string
  #listeners: { message: (data: string) => void; ping: () => void; open: () => void; end: () => void }
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null

  constructor(tab: Tab, url: string) {
    this.#tab = tab
    this.#url = url
    const nothing = () => undefined
    this.#listeners = { message: nothing, ping: nothing, open: nothing, end: nothing }
  }

  onMessage(listener: (data: string) => void): void {
    this.#listeners.message = listener
  }
  onPing(listener: () => void): void {
    this.#listeners.ping = listener
  }
  onOpen(listener: () => void): void {
    this.#listeners.open = listener
  }
  onEnd(listener: () => void): void {
    this.#listeners.end = listener
  }

  close(): void {
    this.state = 'closed'
    this.#tab.streams.delete(this)
    this.#hangUp()
  }

  /** Connects, or is told to give up. */
  async connect(): Promise<void> {
    const { world, device } = this.#tab
    const headers = { [SESSION_HEADER]: device.session ?? '' }
    const response = await world.server.answer(this.#url, { headers })
    if (this.state !== 'broken') return void response?.body?.cancel()
    if (!response) return
    if (!response.ok || !response.body) {
      this.close()
      this.#listeners.end()
      return
    }
    this.state = 'open'
    this.#listeners.open()
    this.#reader = response.body.getReader()
    void this.#read(this.#reader)
  }

  /** The connection breaks and both sides know. */
  breakOff(): void {
    if (this.state !== 'closed') this.state = 'broken'
    this.waiting = []
    this.#hangUp()
  }

  /** The connection is dead and neither side knows. */
  goSilent(): void {
    if (this.state === 'open') this.state = 'silent'
    this.waiting = []
  }

  deliver(): void {
    const next = this.waiting.shift()
    if (next?.event === 'ping') this.#listeners.ping()
    else if (next) this.#listeners.message(next.data)
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder()
    let text = ''
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true })
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      if (this.state === 'open') this.waiting.push(...events.flatMap(eventOf))
    }
    if (this.#reader === reader && this.state !== 'closed') this.breakOff()
  }

  #hangUp(): void {
    const reader = this.#reader
    this.#reader = null
    void reader?.cancel().catch(() => undefined)
  }
}

/** A block of lines of the stream; comments are no events. */
function eventOf(block: string): { event: string; data: string }[] {
  const fields = new Map(
    block.split('\n').flatMap((line) => {
      const at = line.indexOf(': ')
      return at > 0 ? [[line.slice(0, at), line.slice(at + 2)]] : []
    }),
  )
  const data = fields.get('data')
  return data === undefined ? [] : [{ event: fields.get('event') ?? 'message', data }]
}
