import { computed, inject } from 'vue'
import * as z from 'zod/mini'
import {
  type Notice,
  type ReadMarks,
  firstMarks,
  isUnread,
  readAfter,
  readMarksSchema,
} from '#shared/notices/notices.ts'
import { fileIdOf } from '../replica/file-id.ts'
import { eachRow } from '../replica/rows.ts'
import { workplaceKey } from '../session/workplace.ts'

const SCREEN = 'notices'
const NONE: readonly Notice[] = []

/**
 * What others did that one is to know of, and what of it one has read: kept as a filter of this screen in the person's
 * preferences, so that it is read on all their devices. Nothing at all before anybody is signed in.
 */
export function useNotices() {
  const workplace = inject(workplaceKey, null)
  const snapshot = computed(() => workplace?.view.snapshot.value ?? null)
  // Each by itself: a list of thousands is not looked through again for every tap.
  const agenda = computed(() => snapshot.value?.agenda ?? null)
  const told = computed(() => snapshot.value?.notices ?? NONE)
  const cards = computed(() => snapshot.value?.cards ?? null)

  const names = computed(() => {
    const wanted = new Set(told.value.map(({ actionId }) => actionId))
    const found = new Map<string, string>()
    if (agenda.value && wanted.size > 0)
      for (const { id, name } of eachRow({ agenda: agenda.value }))
        if (wanted.has(id) && typeof name === 'string') found.set(id, name)
    return found
  })
  /** What is no longer on this device is not told of. */
  const notices = computed(() =>
    told.value.filter(
      ({ actionId, clientId }) =>
        (actionId !== null && names.value.has(actionId)) ||
        (actionId === null && cards.value?.has(fileIdOf('client', clientId))),
    ),
  )
  const kept = computed(() => snapshot.value?.preferences.filters[SCREEN])
  const marks = computed(() => marksIn(kept.value) ?? firstMarks(told.value, snapshot.value?.asOfMs ?? 0))
  const unread = computed(() => notices.value.filter((notice) => isUnread(notice, marks.value)))

  async function markRead(read: Notice | 'all'): Promise<void> {
    const seen = snapshot.value
    if (!workplace || !seen || (read !== 'all' && !isUnread(read, marks.value))) return
    const text = JSON.stringify(readAfter(marks.value, notices.value, read))
    const filters = { ...seen.preferences.filters, [SCREEN]: text }
    await workplace.entries.make('preferences.saved', { type: 'person', id: seen.me.id }, { filters })
  }
  return {
    notices,
    unread,
    isNew: (notice: Notice) => isUnread(notice, marks.value),
    caseName: ({ actionId }: Notice) => (actionId === null ? null : (names.value.get(actionId) ?? null)),
    clientName: ({ clientId }: Notice) => clientNameIn(clientId),
    markRead,
  }

  function clientNameIn(clientId: string): string {
    for (const card of cards.value?.values() ?? []) if (card.clientId === clientId) return card.name
    return ''
  }
}

function marksIn(text: string | undefined): ReadMarks | null {
  if (text === undefined) return null
  try {
    const read = z.safeParse(readMarksSchema, JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
