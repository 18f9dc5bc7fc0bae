import type { Entry } from '#shared/journal/entry.ts'
import { LANGUAGES } from '#shared/people/preferences.ts'
import { useWorkplace } from '../session/workplace.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import { type EntryTeller, entryWords, personName } from './entry-words.ts'

/** Words of entries with the names this device knows. */
export function useEntryWords() {
  const { t, language } = useWords()
  const { day, instant } = useFormat()
  const { view } = useWorkplace()

  function teller(): EntryTeller {
    const { company, agenda, today } = view.snapshot.value
    return {
      t,
      company,
      language: LANGUAGES.find((known) => known === language.value) ?? 'en',
      day: (on) => day(on, 'short', today),
      actionName(id) {
        for (const rows of agenda.values())
          for (const row of rows) if (row.id === id && typeof row.name === 'string') return row.name
        return null
      },
    }
  }

  function clientName(clientId: string): string {
    for (const card of view.snapshot.value.cards.values()) if (card.clientId === clientId) return card.name
    return t('syncCentre.someClient')
  }

  return {
    what: (entry: Entry) => entryWords(entry, teller()),
    /** Whose file it is about, or what else. */
    where({ subject }: Entry): string {
      if (subject.type === 'client') return clientName(subject.id)
      return t(subject.type === 'company' ? 'syncCentre.company' : 'syncCentre.myself')
    },
    when: ({ at }: Entry) => instant(at),
    person: (id: string) => personName(id, teller()),
  }
}
