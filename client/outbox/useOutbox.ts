import { computed } from 'vue'
import { useWorkplace } from '../session/workplace.ts'
import { exportUnsent } from './export-unsent.ts'
import { isDecidedAnew, isSentAgain, isSuperseded, isUnsettled, needsAuthor } from './record.ts'

/** One's own entries of this device: what waits, what needs its author, what went through. */
export function useOutbox() {
  const { view, outbox, entries, ports } = useWorkplace()
  const records = computed(() => view.snapshot.value.outbox)
  const settled = computed(() => records.value.filter(({ state }) => state === 'settled').toReversed())
  return {
    /** Not yet answered, oldest first. */
    waiting: computed(() => records.value.filter(isUnsettled)),
    oldestUnsentAtMs: computed(() => records.value.find(isUnsettled)?.entry.at ?? null),
    /** Answered before the server went back to a backup, and sent to it again. */
    sentAgain: computed(() => records.value.filter(isSentAgain)),
    /** Sent again and decided otherwise, without asking anything of its author; newest first. */
    decidedAnew: computed(() => settled.value.filter(isDecidedAnew)),
    /** Refused or parked, until put away. */
    needsYou: computed(() => records.value.filter(needsAuthor)),
    /** Answered, newest first. */
    sent: computed(() => settled.value.filter((record) => !needsAuthor(record))),
    /** Applied, but somebody's later change stands in some fields; newest first. */
    superseded: computed(() => settled.value.filter(isSuperseded)),
    /** Puts an answered entry away; what it wanted is not done. */
    discard: (entryId: string) => outbox.dismiss(entryId).then(() => view.refresh()),
    /** Makes the same entry anew, on what one sees now. */
    tryAgain: (entryId: string) => entries.tryAgain(entryId),
    /** All unsent work as a JSON file. */
    exportUnsent: () => exportUnsent(records.value, ports.clock.now()),
  }
}
