import { type App, computed, watch } from 'vue'
import type { Words } from '../shell/i18n/i18n.ts'
import { parkedForMe } from '../parked/for-me.ts'
import { detectLanguage, keepLanguage, localeOf } from '../shell/i18n/languages.ts'
import { type Search, provideSearch } from '../shell/search.ts'
import { type SyncStatus, provideSyncStatus } from '../shell/sync-status.ts'
import { applyTheme } from '../shell/theme.ts'
import { type Who, provideWho } from '../shell/who.ts'
import { isUnsettled, needsAuthor } from '../outbox/record.ts'
import { provideFormat } from '../ui/format/useFormat.ts'
import { steady } from '../ui/steady.ts'
import type { Session } from './session.ts'
import { type Workplace, provideWorkplace } from './workplace.ts'

/** Hands a signed-in person's workplace to the app, and lets frame, language, formats and theme follow it. */
export function showSignedIn(app: App, workplace: Workplace, session: Session, words: Words): void {
  const { snapshot } = workplace.view
  provideWorkplace(workplace, app)
  provideSearch(app, searchOnceAsked(workplace))
  provideWho(
    app,
    steady<Who>(() => {
      const { id, name, role } = snapshot.value.me
      return { id, name, role }
    }),
  )
  provideSyncStatus(
    app,
    steady<SyncStatus>(() => {
      const { asOfMs, outbox } = snapshot.value
      const pages = workplace.pages.value
      return {
        state: workplace.sync.value.state,
        asOfMs,
        pending: outbox.filter(isUnsettled).length + pages.toSend,
        needsYou: outbox.filter(needsAuthor).length + parkedForMe(snapshot.value).length + pages.needYou,
        storage: workplace.storage.value,
        // By the minute: a strip that is redrawn with every page would be for nothing.
        clockOffMs: Math.round(workplace.told.value.clockOffMs / 60_000) * 60_000,
      }
    }),
  )

  const language = computed(() => snapshot.value.preferences.language ?? detectLanguage(navigator.languages))
  provideFormat(
    () => ({
      language: localeOf(language.value, navigator.languages),
      numberFormat: snapshot.value.preferences.numberFormat,
      timeZone: snapshot.value.company?.timeZone ?? 'UTC',
      currency: snapshot.value.company?.currency ?? 'EUR',
    }),
    app,
  )
  watch(language, (next) => words.speak(next), { immediate: true })
  watch(
    () => (snapshot.value.isReady ? snapshot.value.preferences.language : undefined),
    (chosen) => chosen !== undefined && keepLanguage(chosen),
    { immediate: true },
  )
  watch(
    () => (snapshot.value.isReady ? snapshot.value.preferences.theme : null),
    (theme) => theme && applyTheme(theme),
    { immediate: true },
  )
  watch(
    () => (snapshot.value.isReady ? snapshot.value.me : null),
    (me) => me && session.learn(me),
    { immediate: true },
  )
  // Asked once a person has something here that is worth keeping.
  void navigator.storage?.persist?.()
}

/** Its code comes with the first search. */
function searchOnceAsked(workplace: Workplace): Search {
  let loaded: Promise<Search> | null = null
  return async (query) => {
    loaded ??= import('../search/palette-search.ts').then(({ paletteSearch }) => paletteSearch(workplace))
    // What could not be fetched is asked for again.
    loaded.catch(() => (loaded = null))
    return (await loaded)(query)
  }
}
