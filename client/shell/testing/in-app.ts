import { createPinia } from 'pinia'
import type { App } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Language } from '#shared/people/preferences.ts'
import { DEFAULT_FORMAT, provideFormat } from '../../ui/format/useFormat.ts'
import { createWords } from '../i18n/i18n.ts'

/** What a component finds around it in the app: words, formats, stores and a router whose screens are empty. */
export async function inApp(language: Language = 'en') {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:anywhere(.*)*', component: { render: () => null } }],
  })
  const format = { install: (app: App) => provideFormat({ ...DEFAULT_FORMAT, language }, app) }
  const words = await createWords(language)
  await words.learn('seldom')
  return { plugins: [words, createPinia(), router, format] }
}
