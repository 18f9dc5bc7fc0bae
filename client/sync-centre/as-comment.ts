import type { DataOf } from '#shared/journal/data.ts'
import type { Entry } from '#shared/journal/entry.ts'
import { typedWords } from './entry-words.ts'
import { touchedBy } from './touched-by.ts'

/**
 * The comment that takes the place of an entry that could not be: `words` of what was wanted, and what its author typed.
 * Null where there is no file to comment on. `knows`: whether the file still has an action.
 */
export function asComment(
  entry: Entry,
  words: string,
  knows: (actionId: string) => boolean,
): DataOf<'comment.written'> | null {
  if (entry.subject.type !== 'client') return null
  const { actionIds, itemIds } = touchedBy(entry)
  const typed = typedWords(entry)
  return {
    actionId: actionIds.find(knows) ?? null,
    itemIds: [...itemIds],
    text: typed === null ? words : `${words}\n${typed}`,
    visibility: 'internal',
  }
}
