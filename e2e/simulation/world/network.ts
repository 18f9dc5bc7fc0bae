import type { Tab } from './tab.ts'

/**
 * A call of a tab on its way. `leaving`: the server has not had it. `answered`: the answer is on its way back.
 * A ghost is a copy, or one whose tab no longer waits: the server may still get it.
 */
export type Call = {
  number: number
  tab: Tab
  url: string
  what: string
  init: RequestInit
  state: 'leaving' | 'answered' | 'over'
  isGhost: boolean
  answer: { status: number; headers: [string, string][]; text: string } | null
  settle: (response: Response) => void
  fail: (error: Error) => void
}

/** Everything between devices and server that has left one side and not reached the other. */
export class Network {
  calls: Call[] = []
  #last = 0

  ask(tab: Tab, url: string, init: RequestInit): Promise<Response> {
    const { promise, resolve, reject } = Promise.withResolvers<Response>()
    const call: Call = {
      number: ++this.#last,
      tab,
      url,
      what: url.split('/').at(-1) ?? url,
      init,
      state: 'leaving',
      isGhost: false,
      answer: null,
      settle: resolve,
      fail: reject,
    }
    const giveUp = () => {
      call.isGhost = true
      reject(new DOMException('given up', 'AbortError'))
    }
    if (init.signal?.aborted) giveUp()
    else init.signal?.addEventListener('abort', giveUp)
    this.calls.push(call)
    tab.world.trace.say(`${tab.name} asks ${call.what}#${call.number} ${summaryOf(init)}`)
    return promise
  }

  /** The same request once more, as a network or a proxy may repeat it. */
  double(call: Call): void {
    const silent = () => undefined
    this.calls.push({ ...call, number: ++this.#last, isGhost: true, settle: silent, fail: silent })
  }

  over(call: Call): void {
    call.state = 'over'
    this.calls = this.calls.filter((one) => one !== call)
  }

  /** What a tab that is gone has sent may still arrive; nobody waits for the answers. */
  orphan(tab: Tab): void {
    for (const call of this.calls) if (call.tab === tab) call.isGhost = true
  }
}

function summaryOf({ body }: RequestInit): string {
  if (typeof body !== 'string') return ''
  const asked = JSON.parse(body) as { entries?: { n: number; entry: { id: string; kind: string } }[] }
  return (asked.entries ?? []).map(({ n, entry }) => `${n}:${entry.kind}:${entry.id.slice(-6)}`).join(' ')
}
