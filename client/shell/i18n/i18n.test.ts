import { mount } from '@vue/test-utils'
import { must } from '#shared/base/must.ts'
import { defineComponent } from 'vue'
import { expect, test, vi } from 'vitest'
import { createWords } from './i18n.ts'
import { quarantine } from './en/quarantine.ts'
import { detectLanguage, localeOf } from './languages.ts'
import { useWords, type Translate } from './useWords.ts'

async function wordsIn(language: 'en' | 'fr') {
  const i18n = await createWords(language)
  const held: { t?: Translate } = {}
  const Holder = defineComponent({ setup: () => ((held.t = useWords().t), () => null) })
  mount(Holder, { global: { plugins: [i18n] } })
  return { t: must(held.t, 'the words'), i18n }
}

test('a number chooses the form', async () => {
  const { t } = await wordsIn('en')
  expect(t('ui.day.late', { n: 1 })).toBe('1 day late')
  expect(t('ui.day.late', { n: 3 })).toBe('3 days late')
  expect(t('sync.needsYou', { n: 0 })).toBe('0 need you')
})

test('French counts zero as one', async () => {
  const { t } = await wordsIn('fr')
  expect(t('sync.needsYou', { n: 0 })).toBe('0 vous attend')
  expect(t('sync.needsYou', { n: 2 })).toBe('2 vous attendent')
})

test('another language is loaded when it is asked for', async () => {
  const { t, i18n } = await wordsIn('en')
  await i18n.speak('fr')
  expect(t('ui.retry')).toBe('Réessayer')
  expect(document.documentElement.lang).toBe('fr')
})

test('seldom words are learnt when a screen needs them, and spoken in every language from then on', async () => {
  const { t, i18n } = await wordsIn('en')
  expect(t('quarantine.empty')).toBe('')
  await i18n.learn('seldom')
  expect(t('quarantine.empty')).toBe(quarantine.empty)
  await i18n.speak('fr')
  expect(t('quarantine.empty')).toBe('Rien ne vous attend')
})

test('words that are lacking come by themselves', async () => {
  const { t } = await wordsIn('en')
  expect(t('people.title')).toBe('')
  await vi.waitFor(() => expect(t('people.title')).not.toBe(''))
})

test('a language asked for while seldom words are learnt is spoken with them', async () => {
  const { t, i18n } = await wordsIn('en')
  await Promise.all([i18n.learn('seldom'), i18n.speak('fr')])
  expect([t('ui.retry'), t('quarantine.empty')]).toEqual(['Réessayer', 'Rien ne vous attend'])
})

test('the language is the first one the browser asks for and the product speaks', () => {
  expect(detectLanguage(['de-DE', 'fr-CH', 'en'])).toBe('fr')
  expect(detectLanguage(['de'])).toBe('en')
})

test('dates and numbers follow the region of the browser where it has one', () => {
  expect(localeOf('fr', ['en-US', 'fr-CH'])).toBe('fr-CH')
  expect(localeOf('en', ['fr-FR', 'en'])).toBe('en-GB')
})
