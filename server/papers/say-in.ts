import type { Language } from '#shared/people/preferences.ts'
import type { Family, Translated } from '#shared/words/catalogue.ts'
import { documents as documentsEn } from '#shared/words/en/documents.ts'
import { followUps as followUpsEn } from '#shared/words/en/follow-ups.ts'
import { history as historyEn } from '#shared/words/en/history.ts'
import { papers as papersEn } from '#shared/words/en/papers.ts'
import { settingHistory as settingsEn } from '#shared/words/en/setting-history.ts'
import { writtenFields as fieldsEn } from '#shared/words/en/written-fields.ts'
import { documents as documentsFr } from '#shared/words/fr/documents.ts'
import { followUps as followUpsFr } from '#shared/words/fr/follow-ups.ts'
import { history as historyFr } from '#shared/words/fr/history.ts'
import { papers as papersFr } from '#shared/words/fr/papers.ts'
import { settingHistory as settingsFr } from '#shared/words/fr/setting-history.ts'
import { writtenFields as fieldsFr } from '#shared/words/fr/written-fields.ts'
import { filled, messageAt } from '#shared/words/message.ts'
import type { SayOnPaper, Words } from '#shared/words/say.ts'

const CATALOGUES: Record<Language, Translated<Words> & Family> = {
  en: {
    documents: documentsEn,
    followUps: followUpsEn,
    history: historyEn,
    papers: papersEn,
    settingHistory: settingsEn,
    refusals: fieldsEn,
  },
  fr: {
    documents: documentsFr,
    followUps: followUpsFr,
    history: historyFr,
    papers: papersFr,
    settingHistory: settingsFr,
    refusals: fieldsFr,
  },
}

/** The words of papers in a language. */
export function sayIn(language: Language): SayOnPaper {
  const words = CATALOGUES[language]
  return (key, values = {}) => filled(messageAt(words, key) ?? key, values, language)
}
