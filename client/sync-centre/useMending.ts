import { ref } from 'vue'
import { useEntries } from '../outbox/useEntries.ts'
import { useOutbox } from '../outbox/useOutbox.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import type { Made } from '../outbox/made.ts'
import { useWorkplace } from '../session/workplace.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useUndoToast } from '../ui/toasts.ts'
import { asComment } from './as-comment.ts'
import type { Gesture } from './by-gesture.ts'
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

  async function onEach(
    gesture: Gesture,
    mend: (record: OutboxRecord) => Promise<Made | null>,
    done: string,
  ) {
    if (busy.value.has(gesture.id)) return
    busy.value.add(gesture.id)
    const failures = new Set<string>()
    for (const record of gesture.records) {
      const made = await mend(record)
      const text = made && madeText(made)
      if (text) failures.add(text)
    }
    busy.value.delete(gesture.id)
    if (failures.size > 0) warning([...failures].join(' '))
    else notice(done)
  }

  function isKnownAction(actionId: string): boolean {
    for (const rows of view.snapshot.value.agenda.values())
      if (rows.some(({ id }) => id === actionId)) return true
    return false
  }

  async function comment({ entry }: OutboxRecord): Promise<Made | null> {
    const data = asComment(entry, t('syncCentre.comment', { what: what(entry) }), isKnownAction)
    if (!data) return null
    const made = await entries.make('comment.written', entry.subject, data)
    if (made.type === 'kept') await outbox.discard(entry.id)
    return made
  }

  const wordsOf = (gesture: Gesture) => ({ what: what(gesture.records[0].entry) })
  return {
    busy,
    tryAgain: (gesture: Gesture) =>
      onEach(gesture, ({ entry }) => outbox.tryAgain(entry.id), t('syncCentre.triedAgain', wordsOf(gesture))),
    toComment: (gesture: Gesture) => onEach(gesture, comment, t('syncCentre.commented', wordsOf(gesture))),
    async discard(gesture: Gesture) {
      for (const { entry } of gesture.records) await outbox.discard(entry.id)
    },
    async takeBack(gesture: Gesture) {
      const text = t('syncCentre.takenBack', wordsOf(gesture))
      await entries.undo(gesture.records.map(({ entry }) => entry.id))
      notice(text)
    },
  }
}
