import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import { createWebHistory } from 'vue-router'
import App from './App.vue'
import { isUnsettled } from './outbox/record.ts'
import { browserPorts } from './session/browser-ports.ts'
import { browserKeep } from './session/kept.ts'
import { rememberLeftWork } from './session/left-work.ts'
import { openWorkplace } from './session/open-workplace.ts'
import { placeToGoOn } from './session/place-to-go-on.ts'
import { isReplicaOfOthers } from './session/replica-names.ts'
import { createSession } from './session/session.ts'
import { showSignedIn } from './session/show-signed-in.ts'
import { startOverSeldom } from './session/storage-watch.ts'
import { provideSession } from './session/useSession.ts'
import { createWords, speak } from './shell/i18n/i18n.ts'
import { localeOf, startLanguage } from './shell/i18n/languages.ts'
import { createAppRouter, routeByName } from './shell/router.ts'
import { browserUpdates } from './shell/service-worker.ts'
import { applyTheme, keptTheme } from './shell/theme.ts'
import { provideUpdates } from './shell/updates.ts'
import { DEFAULT_FORMAT, provideFormat } from './ui/format/useFormat.ts'

applyTheme(keptTheme())

const ports = browserPorts()
const session = createSession({
  fetch: ports.fetch,
  keep: browserKeep,
})
const identity = session.identity.value
const language = startLanguage()
const [words, workplace] = await Promise.all([
  createWords(language),
  identity && openWorkplace(ports, identity).catch(withoutStorage),
])
await speak(words, language)

const app = createApp(App)
const router = createAppRouter(createWebHistory())
router.beforeEach((to) => {
  if (identity || routeByName(to.name)?.open || !routeByName('signIn')) return true
  return { name: 'signIn', query: { to: to.fullPath } }
})
app.use(createPinia()).use(words).use(router)
provideSession(app, session)
provideUpdates(app, browserUpdates())
if (workplace) showSignedIn(app, workplace, session, words)
else provideFormat({ ...DEFAULT_FORMAT, language: localeOf(language, navigator.languages) }, app)
app.mount('#app')

// Somebody else's, or of a tab that was closed before it had left: nobody here may see it.
ports.forgetDatabases(isReplicaOfOthers(ports.prefix, identity?.userId ?? null)).catch(ports.report)

// Another person works with another replica and outbox, in every tab: begin anew.
let hasLeft = false
const beginAnew = async (userId: string | undefined) => {
  if (hasLeft) return
  hasLeft = true
  if (workplace) {
    const n = workplace.view.snapshot.value.outbox.filter(isUnsettled).length
    // Whoever signs out has been asked; who is followed by somebody else has not.
    if (userId !== undefined && identity && n > 0)
      rememberLeftWork(browserKeep, { userId: identity.userId, name: identity.name, n })
    app.unmount()
    // They take what they could see with them.
    await workplace.leave().catch(ports.report)
  }
  location.assign(placeToGoOn(new URLSearchParams(location.search).get('to')))
}
watch(() => session.identity.value?.userId, beginAnew)
// The same person signed in again: what waited for that may go.
watch(session.identity, () => workplace?.wake())
window.addEventListener('storage', session.reread)
// Nothing was told to a page in the back/forward cache.
window.addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return
  if (hasLeft) location.reload()
  else session.reread()
})

/** The databases do not open, even at the second attempt. Nothing else begins on this page. */
async function withoutStorage(error: unknown): Promise<never> {
  ports.report(error)
  if (!startOverSeldom(ports)) {
    const spoken = await createWords(language)
    const { default: StorageTrouble } = await import('./session/StorageTrouble.vue')
    createApp(StorageTrouble, { startOver: ports.startOver }).use(spoken).mount('#app')
  }
  return new Promise(() => {})
}
