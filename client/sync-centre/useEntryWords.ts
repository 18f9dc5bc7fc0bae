import type { RouteLocationRaw } from 'vue-router'
import type { Entry } from '#shared/journal/entry.ts'
import { LANGUAGES } from '#shared/people/preferences.ts'
import { fileIdOf } from '../replica/file-id.ts'
import { joinedCase } from '../replica/useJoinedCase.ts'
import { useWorkplace } from '../session/workplace.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import { type EntryTeller, entryWords, personName } from './entry-words.ts'
import { openedByStatus } from './opened-by-status.ts'
import { touchedBy } from './touched-by.ts'
import { valueWords } from './value-words.ts'

/** Words of entries with the names this device knows. */
export function useEntryWords() {
  const { t, language } = useWords()
  const { day, instant } = useFormat()
  const { view } = useWorkplace()

  /** The action itself, or the case it was joined to: what was done in it was done there. */
  const nowAt = (actionId: string) => joinedCase(view.snapshot.value.outbox, actionId) ?? actionId

  function teller(): EntryTeller {
    const { company, agenda, cards, today } = view.snapshot.value
    return {
      t,
      company,
      language: LANGUAGES.find((known) => known === language.value) ?? 'en',
      day: (on) => day(on, 'short', today),
      actionName(id) {
        const wanted = nowAt(id)
        for (const rows of agenda.values())
          for (const row of rows) if (row.id === wanted && typeof row.name === 'string') return row.name
        return null
      },
      wisher(parkedId) {
        for (const { parked } of cards.values())
          for (const { row } of parked) if (row.id === parkedId) return row.by
        return null
      },
    }
  }

  function clientName(clientId: string): string {
    for (const card of view.snapshot.value.cards.values()) if (card.clientId === clientId) return card.name
    return t('entries.someClient')
  }

  return {
    what: (entry: Entry) => entryWords(entry, teller()),
    /** That a rule opened a case by it, which its author may not have known: it was set while they were away. */
    opened(entry: Entry): string | null {
      const id = openedByStatus(entry)
      const name = id === null ? null : teller().actionName(id)
      return name === null ? null : t('syncCentre.openedByStatus', { name })
    },
    /** Whose file it is about, or what else. */
    where({ subject }: Entry): string {
      if (subject.type === 'client') return clientName(subject.id)
      return t(subject.type === 'company' ? 'entries.company' : 'entries.myself')
    },
    /** The screen to look at it: its case, else its client; null when this device holds neither. */
    place(entry: Entry): RouteLocationRaw | null {
      if (entry.subject.type !== 'client') return null
      const { id } = entry.subject
      const { agenda, cards } = view.snapshot.value
      const touched = touchedBy(entry).actionIds.map(nowAt)
      for (const rows of agenda.values())
        for (const row of rows)
          if (touched.includes(row.id)) return { name: 'case', params: { actionId: row.id } }
      const isHeld = cards.has(fileIdOf('client', id))
      return isHeld ? { name: 'client', params: { clientId: id } } : null
    },
    when: ({ at }: Entry) => instant(at),
    person: (id: string) => personName(id, teller()),
    /** The values of some fields, each once; empty when none can be told. */
    values(told: readonly { field: string; value: unknown }[]): string {
      const known = teller()
      const words = told.flatMap(({ field, value }) => valueWords(field, value, known) ?? [])
      return [...new Set(words)].join(', ')
    },
  }
}
