import type { Made } from '../outbox/made.ts'
import { useEntries } from '../outbox/useEntries.ts'
import { useWorkplace } from '../session/workplace.ts'
import { useRefusalWords } from '../sync-centre/refusal-words.ts'
import { useUndoToast } from '../ui/toasts.ts'

/** Tells what became of a tap: done, with a way back and what was left out; or why nothing was done. */
export function useTelling() {
  const { undo } = useEntries()
  const { undoable, notice, warning } = useUndoToast()
  const { sync } = useWorkplace()
  const { madeText, leftOutText } = useRefusalWords()

  async function takeBack(entryIds: readonly string[]) {
    for (const made of await undo(entryIds)) {
      const why = madeText(made)
      if (why !== null && made.type !== 'noop') warning(why)
    }
  }

  /**
   * True when at least one of the entries was kept. `words` says what was done, for how many of them; `back` takes it
   * back where no rule undoes it.
   */
  function tell(
    all: readonly Made[],
    words: (kept: number) => string,
    back: (entryIds: readonly string[]) => Promise<void> = takeBack,
  ): boolean {
    const kept = all.flatMap((made) => (made.type === 'kept' ? [made] : []))
    const refused = all.find((made) => made.type !== 'kept')
    if (kept.length > 0) {
      const leftOut = kept.flatMap(({ decision }) => (decision.type === 'applied' ? decision.leftOut : []))
      const also = leftOut.length > 0 ? ` · ${leftOutText(leftOut)}` : ''
      const text = words(kept.length) + also
      // Words that have left for the server stay; what changed something can still be put back.
      const undoables = kept.filter(
        ({ decision }) =>
          decision.type === 'unknown' || decision.rows.length > 0 || sync.value.state === 'offline',
      )
      const entryIds = undoables.map(({ entryId }) => entryId)
      if (entryIds.length > 0) undoable(text, () => void back(entryIds))
      else notice(text)
    }
    const why = refused && madeText(refused)
    if (why && (kept.length === 0 || refused.type !== 'noop')) warning(why)
    return kept.length > 0
  }
  return { tell }
}
