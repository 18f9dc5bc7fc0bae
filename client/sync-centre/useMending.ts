import { ref } from 'vue'
import { useEntries } from '../outbox/useEntries.ts'
import { useOutbox } from '../outbox/useOutbox.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import type { Made } from '../outbox/made.ts'
import { useWorkplace } from '../session/workplace.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useUndoToast } from '../ui/toasts.ts'
import { asComment } from './as-comment.ts'
import { type Gesture, allOf } from './by-gesture.ts'
import { typedWords } from './entry-words.ts'
import { useRefusalWords } from './refusal-words.ts'
import { useEntryWords } from './useEntryWords.ts'

/** What somebody does about an entry that was refused or parked, or takes back while it waits. */
export function useMending() {
  const { t } = useWords()
  const { view } = useWorkplace()
  const entries = useEntries()
  const outbox = useOutbox()
  const { what } = useEntryWords()
  const { madeText } = useRefusalWords()
  const { notice, warning } = useUndoToast()
  /** Gestures something is being done about. */
  const busy = ref(new Set<string>())

  /** One at a time a gesture; what the device refused is said instead of `done`. */
  async function about(gesture: Gesture, mend: () => Promise<Made[]>, done: string) {
    if (busy.value.has(gesture.id)) return
    busy.value.add(gesture.id)
    try {
      const failures = new Set((await mend()).flatMap((made) => madeText(made) ?? []))
      if (failures.size > 0) warning([...failures].join(' '))
      else notice(done)
    } finally {
      busy.value.delete(gesture.id)
    }
  }

  function onEach(gesture: Gesture, mend: (record: OutboxRecord) => Promise<Made | null>, done: string) {
    return about(
      gesture,
      async () => {
        const made: Made[] = []
        for (const record of allOf(gesture)) {
          const one = await mend(record)
          made.push(...listed(one))
          // What followed from an opening that cannot be made anew waits with it.
          if (one !== null && one.type !== 'kept' && gesture.followers.length > 0) break
        }
        return made
      },
      done,
    )
  }

  function isKnownAction(actionId: string): boolean {
    for (const rows of view.snapshot.value.agenda.values())
      if (rows.some(({ id }) => id === actionId)) return true
    return false
  }

  /** One comment says what was wanted, and what was to follow from it. */
  async function comment({ entry }: OutboxRecord, followers: readonly OutboxRecord[]): Promise<Made | null> {
    const lines = [t('syncCentre.comment', { what: what(entry) })]
    for (const follower of followers) lines.push(what(follower.entry), ...listed(typedWords(follower.entry)))
    const data = asComment(entry, lines.join('\n'), isKnownAction)
    if (!data) return null
    const made = await entries.make('comment.written', entry.subject, data)
    if (made.type === 'kept') for (const one of [...followers, { entry }]) await outbox.discard(one.entry.id)
    return made
  }

  const wordsOf = (gesture: Gesture) => ({ what: what(gesture.records[0].entry) })
  return {
    busy,
    tryAgain: (gesture: Gesture) =>
      onEach(gesture, ({ entry }) => outbox.tryAgain(entry.id), t('syncCentre.triedAgain', wordsOf(gesture))),
    toComment: (gesture: Gesture) =>
      about(
        gesture,
        async () => {
          const made: Made[] = []
          for (const [index, record] of gesture.records.entries())
            made.push(...listed(await comment(record, index === 0 ? gesture.followers : [])))
          return made
        },
        t('syncCentre.commented', wordsOf(gesture)),
      ),
    async discard(gesture: Gesture) {
      for (const { entry } of allOf(gesture).toReversed()) await outbox.discard(entry.id)
    },
    takeBack: (gesture: Gesture) =>
      about(
        gesture,
        () => entries.undo(gesture.records.map(({ entry }) => entry.id)),
        t('syncCentre.takenBack', wordsOf(gesture)),
      ),
  }
}

function listed<T>(value: T | null): T[] {
  return value === null ? [] : [value]
}
