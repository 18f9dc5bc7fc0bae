import type { Call } from '../world/network.ts'
import type { Fault } from '../world/faults.ts'
import { SESSION_HEADER } from '../world/server.ts'
import type { Tab } from '../world/tab.ts'
import type { World } from '../world/world.ts'
import { type Move, move } from './move.ts'
import { fireTimer } from './time.ts'

/** What becomes of calls and answers, each by itself, and of hints and letters between tabs. */
export const MESSAGES: Move[] = [
  move('deliverRequest', 22, leaving, async (call, world) => deliverRequests([call], world)),
  move('deliverTogether', 3, groups, deliverRequests),
  move('deliverAnswer', 24, answers, deliverAnswer),
  move('loseRequest', 3, faulty('requestLost', leaving), (call, world) => lose(call, world, 'requestLost')),
  move('loseAnswer', 3, faulty('answerLost', answers), (call, world) => lose(call, world, 'answerLost')),
  move('double', 3, faulty('requestDoubled', firsts), (call, world) => {
    world.count('requestDoubled', call.tab.device)
    world.trace.say(`#${call.number} is doubled`)
    world.network.double(call)
  }),
  move(
    'connectStream',
    6,
    (world) => streamsOf(world, 'broken'),
    async ({ tab, stream }, world) => {
      if (!tab.device.isOnline) return
      world.trace.say(`${tab.name} listens to hints`)
      await stream.connect()
    },
  ),
  move('hint', 8, hinted, ({ tab, stream }, world) => {
    world.trace.say(`${tab.name} hears ${JSON.stringify(stream.waiting[0])}`)
    stream.deliver()
  }),
  move(
    'streamDies',
    1,
    faulty('pokesSilent', (world) => streamsOf(world, 'open')),
    ({ tab, stream }, world) => {
      world.count('pokesSilent', tab.device)
      world.trace.say(`${tab.name} hears nothing any more`)
      stream.goSilent()
    },
  ),
  move(
    'quietWhile',
    2,
    (world) => [world],
    async (world) => quietWhile(world),
    'sitting',
  ),
  move('letter', 10, lettered, (tab, world) => {
    world.trace.say(`${tab.name} has a letter`)
    tab.letters.shift()?.()
  }),
]

const QUIET_EVENTS = 25
const QUIET_MS = 5_000

/** For a while what is sent arrives, and people see what the others have done. */
async function quietWhile(world: World): Promise<void> {
  world.trace.say('all is quiet')
  for (let event = 0; event < QUIET_EVENTS; event++) {
    for (const tab of lettered(world)) tab.letters.shift()?.()
    for (const { stream } of hinted(world)) stream.deliver()
    await world.time.idle()
    const [answered] = answers(world)
    const [asking] = leaving(world)
    const [first] = world.tabs
      .filter(({ isFrozen, timers }) => !isFrozen && timers.size > 0)
      .toSorted((a, b) => (a.nextTimer?.atMs ?? 0) - (b.nextTimer?.atMs ?? 0))
    if (answered) await deliverAnswer(answered, world)
    else if (asking) await deliverRequests([asking], world)
    else if (first && (first.nextTimer?.atMs ?? 0) <= world.time.nowMs + QUIET_MS)
      await fireTimer(first, world)
    else return
    world.judgeStep()
  }
}

/** Lets the server have calls; those delivered together wait for the company's lock together. */
export async function deliverRequests(calls: readonly Call[], world: World): Promise<void> {
  for (const call of calls) {
    if (!call.tab.device.isOnline) {
      lose(call, world, 'offline')
      continue
    }
    const older = world.network.calls.find(
      (one) => one.state === 'leaving' && one.number < call.number && one !== call,
    )
    if (older && world.mayFail.has('reordered')) world.count('reordered', call.tab.device)
    world.trace.say(`#${call.number} ${call.what} arrives`)
    call.state = 'answered'
    const asked = world.leaks.beforeAnswer(call)
    const headers = {
      ...Object.fromEntries(new Headers(call.init.headers)),
      [SESSION_HEADER]: call.tab.device.session ?? '',
    }
    const { method = 'GET', body = null } = call.init
    void world.server
      .answer(call.url, { method, headers, body })
      .then(async (response) => {
        if (!response) {
          world.network.over(call)
          return call.fail(new TypeError('the server is gone'))
        }
        const text = await response.text()
        call.answer = { status: response.status, headers: [...response.headers], text }
        world.trace.say(`#${call.number} is answered ${response.status} ${text.length} ${codeOf(text)}`)
        asked.answered(call, response.status, text)
        if (call.isGhost) world.network.over(call)
      })
      .catch(world.blame)
  }
  await world.time.idle()
  await world.leaks.judge()
}

export async function deliverAnswer(call: Call, world: World): Promise<void> {
  if (!call.answer) return
  if (!call.tab.device.isOnline) return lose(call, world, 'offline')
  const { status, headers, text } = call.answer
  world.network.over(call)
  world.trace.say(`${call.tab.name} has the answer #${call.number}`)
  call.settle(new Response(text, { status, headers }))
  await world.time.idle()
}

function lose(call: Call, world: World, fault: Fault): void {
  world.count(fault, call.tab.device)
  world.trace.say(`#${call.number} is lost (${fault})`)
  world.network.over(call)
  call.fail(new TypeError('the network is gone'))
}

function leaving({ network }: World): Call[] {
  return network.calls.filter(({ state }) => state === 'leaving')
}

function firsts(world: World): Call[] {
  return leaving(world).filter(({ isGhost }) => !isGhost)
}

function codeOf(text: string): string {
  return text === '' ? '' : ((JSON.parse(text) as { code?: string }).code ?? '')
}

/** Answers on their way to tabs that can hear them. */
function answers({ network }: World): Call[] {
  return network.calls.filter(
    ({ state, answer, tab, isGhost }) =>
      state === 'answered' && answer && !isGhost && tab.isAlive && !tab.isFrozen,
  )
}

function groups(world: World): Call[][] {
  const all = leaving(world)
  return all.length > 1 ? [all] : []
}

function streamsOf(world: World, state: string) {
  return world.tabs
    .filter(({ isFrozen }) => !isFrozen)
    .flatMap((tab) => [...tab.streams].map((stream) => ({ tab, stream })))
    .filter(({ stream }) => stream.state === state)
}

function hinted(world: World) {
  return streamsOf(world, 'open').filter(
    ({ stream, tab }) => stream.waiting.length > 0 && tab.device.isOnline,
  )
}

function lettered(world: World): Tab[] {
  return world.tabs.filter(({ isFrozen, letters }) => !isFrozen && letters.length > 0)
}

function faulty<T>(fault: Fault, places: (world: World) => readonly T[]) {
  return (world: World): readonly T[] => (world.mayFail.has(fault) ? places(world) : [])
}
