import { computed, ref, watch } from 'vue'
import type { Action } from '#shared/actions/action.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { sortOutMentions } from '#shared/mentions/mentions.ts'
import { mentionsIn } from '#shared/mentions/typed-mentions.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'

type Visibility = 'internal' | 'external'

/**
 * Words for a case, or for a client's file, as they are typed: whom they mention, and what that means for them. They
 * stay when their sheet is closed by accident.
 */
export function useCommentDraft(action: () => Action | undefined, file: () => ClientFile | null) {
  const { company, me } = useCompany()
  const { t } = useWords()

  const text = ref('')
  const visibility = ref<Visibility | null>('internal')
  const error = ref<string | null>(null)
  watch(text, () => (error.value = null))

  const people = computed(() =>
    [...company.value.people.values()]
      .filter(({ id, active }) => active && id !== me.value.id)
      .sort((a, b) => collator.compare(a.name, b.name)),
  )
  const picked = ref(new Set<string>())
  const mentioned = computed(() => mentionsIn(text.value, people.value, picked.value))
  const sorted = computed(() => {
    const known = file()
    return known === null ? null : sortOutMentions(mentioned.value, action(), known, company.value)
  })
  const namesOf = (ids: readonly string[]) =>
    ids.map((id) => company.value.people.get(id)?.name ?? '').join(', ')

  /** What is to be written; null when nothing was typed, and that is said. */
  function written() {
    const words = text.value.trim()
    error.value = words === '' ? t('followUps.comment.needed') : null
    if (error.value !== null) return null
    return { text: words, visibility: visibility.value ?? ('internal' as const), mentions: mentioned.value }
  }
  function clear() {
    text.value = ''
    visibility.value = 'internal'
    picked.value = new Set()
  }
  return { text, visibility, error, people, picked, sorted, namesOf, written, clear }
}

export type CommentDraft = ReturnType<typeof useCommentDraft>
export type Comment = NonNullable<ReturnType<CommentDraft['written']>>

const collator = new Intl.Collator()
