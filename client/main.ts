import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import { createWebHistory } from 'vue-router'
import App from './App.vue'
import { isUnsettled } from './outbox/record.ts'
import { dropPicture } from './picture/picture.ts'
import { takeOver } from './picture/take-over.ts'
import { OutdatedApp, withinSeconds } from './session/alive.ts'
import { readFileAhead } from './replica/file-ahead.ts'
import { browserPorts } from './session/browser-ports.ts'
import { browserKeep } from './session/kept.ts'
import { provideLapsed } from './session/lapsed.ts'
import { rememberLeftWork } from './session/left-work.ts'
import { forgetPerson, goodbyePath } from './session/leaving-for-good.ts'
import { openWorkplace } from './session/open-workplace.ts'
import { placeToGoOn } from './session/place-to-go-on.ts'
import { isReplicaOfOthers } from './session/replica-names.ts'
import { createSession } from './session/session.ts'
import { standingHere, welcomeBack } from './session/standing-here.ts'
import { showSignedIn } from './session/show-signed-in.ts'
import { OPENS_WITHIN_S, startOverSeldom } from './session/storage-watch.ts'
import { provideSession } from './session/useSession.ts'
import type { Ending } from './session/watch-over.ts'
import { FIRST_SCREEN_MS } from './shell/first-screen.ts'
import { createWords } from './shell/i18n/i18n.ts'
import { localeOf, startLanguage } from './shell/i18n/languages.ts'
import { createAppRouter, routeByName } from './shell/router.ts'
import { browserUpdates } from './shell/service-worker.ts'
import { provideUpdates } from './shell/updates.ts'
import { DEFAULT_FORMAT, provideFormat } from './ui/format/useFormat.ts'

const ports = browserPorts()
const session = createSession({
  fetch: ports.fetch,
  keep: browserKeep,
  welcome: (userId) => welcomeBack(ports, userId),
})
const standing = await standingHere(ports, session.identity.value?.userId ?? null)
if (standing.type === 'ended') {
  await forgetPerson(session)
  // Said as it would have been by the app that was closed before it could.
  history.replaceState(null, '', goodbyePath(standing.ending))
}
const identity = session.identity.value
const language = startLanguage()
const [words, workplace] = await Promise.all([
  createWords(language),
  identity && standing.type === 'open' ? openWorkplace(ports, identity).catch(withoutStorage) : null,
])
await words.speak(language)

const app = createApp(App)
const router = createAppRouter(createWebHistory())
router.beforeEach((to) => {
  if (to.name === 'locked' && standing.type !== 'lapsed') return whereTo()
  const isOpen = routeByName(to.name)?.open
  if (standing.type === 'lapsed' && !isOpen) return { name: 'locked', query: { to: to.fullPath } }
  if (identity || isOpen || !routeByName('signIn')) return true
  return { name: 'signIn', query: { to: to.fullPath } }
})
router.beforeResolve(async (to) => {
  await words.learn(routeByName(to.name)?.words ?? 'everyday')
})
if (workplace) readFileAhead(workplace.view, router)
app.use(createPinia()).use(words).use(router)
provideSession(app, session)
provideUpdates(app, browserUpdates())
if (standing.type === 'lapsed') provideLapsed(app, standing)
if (workplace) showSignedIn(app, workplace, session, words)
else {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  provideFormat({ ...DEFAULT_FORMAT, timeZone, language: localeOf(language, navigator.languages) }, app)
}
takeOver((root) => app.mount(root), router.isReady).catch(ports.report)
// Its code must not hold up the first screen.
ports.timers.set(() => void whatCanWait().catch(ports.report), FIRST_SCREEN_MS)

async function whatCanWait() {
  const learnt = words.learn('everyday')
  const { handOverLeft } = await import('./session/hand-over-left.ts')
  handOverLeft(ports, identity?.userId ?? null)
  if (identity && standing.type === 'lapsed') {
    const { endWhatIsOver } = await import('./session/locked-and-over.ts')
    endWhatIsOver(ports, identity.userId, () => location.reload())
  }
  await learnt
  if (!workplace || hasLeft) return
  // What was photographed goes, whatever screen is open.
  const { documentsOf } = await import('./documents/documents-work.ts')
  documentsOf(workplace)
  const { takePictures } = await import('./picture/take-pictures.ts')
  takePictures(workplace, router)
}

// Somebody else's, or of a tab that was closed before it had left: nobody here may see it.
ports.forgetDatabases(isReplicaOfOthers(ports.prefix, identity?.userId ?? null)).catch(ports.report)

// Another person works with another replica and outbox, in every tab: begin anew.
let hasLeft = false
let goodbye: Ending | null = null
const beginAnew = async (userId: string | undefined) => {
  if (hasLeft) return
  hasLeft = true
  dropPicture(ports.keep)
  const records = standing.type === 'lapsed' ? standing.records : workplace?.view.snapshot.value.outbox
  const n = records?.filter(isUnsettled).length ?? 0
  // Whoever signs out has been asked; who is followed by somebody else has not.
  if (userId !== undefined && identity && n > 0)
    rememberLeftWork(browserKeep, { userId: identity.userId, name: identity.name, n })
  if (workplace) {
    app.unmount()
    // They take what they could see with them. What a storage that hangs leaves goes at the next start.
    await atMostAWhile(workplace.leave())
  }
  if (goodbye) await forgetPerson(session)
  location.assign(goodbye ? goodbyePath(goodbye) : whereTo())
}
watch(() => session.identity.value?.userId, beginAnew)
// The same person signed in again: what waited for that may go.
watch(session.identity, () => {
  if (workplace) workplace.wake()
  else if (standing.type === 'lapsed' && !hasLeft) location.assign(whereTo())
})
if (workplace)
  watch(workplace.ending, async (ending) => {
    if (!ending || hasLeft) return
    if (ending.because !== 'lease') {
      goodbye = ending
      session.forget()
      return
    }
    hasLeft = true
    app.unmount()
    await atMostAWhile(workplace.close())
    location.reload()
  })

function whereTo(): string {
  return placeToGoOn(new URLSearchParams(location.search).get('to'))
}
window.addEventListener('storage', session.reread)
// Nothing was told to a page in the back/forward cache.
window.addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return
  if (hasLeft) location.reload()
  else session.reread()
})

function atMostAWhile(what: Promise<void>): Promise<void> {
  return withinSeconds(ports.timers, OPENS_WITHIN_S, what).catch(ports.report)
}

/** The databases do not open, even at the second attempt. Nothing else begins on this page. */
async function withoutStorage(error: unknown): Promise<never> {
  ports.report(error)
  if (!startOverSeldom(ports)) {
    const spoken = await createWords(language)
    await spoken.learn('everyday')
    const { default: StorageTrouble } = await import('./session/StorageTrouble.vue')
    const isOutdated = error instanceof OutdatedApp
    const startOver = isOutdated ? () => void browserUpdates().update() : ports.startOver
    await takeOver((root) => createApp(StorageTrouble, { isOutdated, startOver }).use(spoken).mount(root))
  }
  return new Promise(() => {})
}
