import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { createMemoryHistory, createRouter } from 'vue-router'
import { DEFAULT_FORMAT } from '../../ui/format/useFormat.ts'
import { provideFormat } from '../../ui/format/useFormat.ts'
import { createWords } from '../i18n/i18n.ts'

/** What every component finds around it in the app: words, formats, stores and a router that goes nowhere. */
export async function inApp(language: 'en' | 'fr' = 'en') {
  const words = await createWords(language)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)', component: { render: () => null } }],
  })
  const format = { ...DEFAULT_FORMAT, language }
  return {
    plugins: [
      words,
      createPinia(),
      router,
      { install: (app: Parameters<typeof provideFormat>[1]) => provideFormat(format, app) },
    ],
  }
}

/** `mount` of test-utils; pass `global: await inApp()`. */
export { mount }
