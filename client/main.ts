import { createPinia } from 'pinia'
import { createApp, ref } from 'vue'
import { createWebHistory } from 'vue-router'
import App from './App.vue'
import { createWords, speak } from './shell/i18n/i18n.ts'
import { detectLanguage, localeOf } from './shell/i18n/languages.ts'
import { createAppRouter } from './shell/router.ts'
import { provideSyncStatus, type SyncStatus } from './shell/sync-status.ts'
import { applyTheme, keptTheme } from './shell/theme.ts'
import { DEFAULT_FORMAT, provideFormat } from './ui/format/useFormat.ts'

applyTheme(keptTheme())
const language = detectLanguage(navigator.languages)
const words = await createWords(language)
await speak(words, language)

const app = createApp(App)
app.use(createPinia()).use(words).use(createAppRouter(createWebHistory()))
provideFormat({ ...DEFAULT_FORMAT, language: localeOf(language, navigator.languages) }, app)
provideSyncStatus(app, ref<SyncStatus>({ state: 'stopped', asOfMs: null, pending: 0, needsYou: 0 }))
app.mount('#app')
