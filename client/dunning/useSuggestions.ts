import { computed } from 'vue'
import { proposalAfterStatus } from '#shared/actions/proposal.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { findStatus } from '#shared/company/company.ts'
import { type Suggestion, suggestionsOf } from '#shared/statuses/suggestions.ts'
import { useAct } from '../follow-ups/useAct.ts'
import { useMay } from '../items/useMay.ts'
import { useEntries } from '../outbox/useEntries.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useProposing } from '../requalify/useProposing.ts'
import { useWords } from '../shell/i18n/useWords.ts'

/** What statuses suggested where nobody was there to answer: taken up in one tap, or declined. */
export function useSuggestions(file: () => ClientFile) {
  const { t } = useWords()
  const { company, today } = useCompany()
  const { surroundings } = useProposing(file)
  const { newId } = useEntries()
  const act = useAct()
  const may = useMay(file)

  const idsOf = ({ items }: Suggestion) => items.map(({ id }) => id)
  const suggestions = computed(() => suggestionsOf(file(), company.value))
  const mayAnswer = (suggestion: Suggestion) => {
    const { type, kind } = suggestion.template.data
    return may('action.opened', { itemIds: idsOf(suggestion), opens: { type, kind } })
  }

  function takeUp(suggestion: Suggestion): Promise<boolean> {
    const status = findStatus(company.value, suggestion.statusId)
    if (!status) return Promise.resolve(false)
    const reasonId = suggestion.items[0]?.reasonId ?? null
    const { items, template } = suggestion
    const proposal = proposalAfterStatus(status, reasonId, items, surroundings.value, template)
    const data = {
      ...proposal,
      actionId: newId(),
      on: today.value,
      itemIds: idsOf(suggestion),
      move: false,
      comment: null,
      caseId: null,
    }
    const words = t('dunning.suggestion.opened', { name: proposal.name })
    return act('action.opened', file().client.id, data, words)
  }
  const decline = (suggestion: Suggestion) =>
    act(
      'suggestion.declined',
      file().client.id,
      { itemIds: idsOf(suggestion) },
      t('dunning.suggestion.declined', { n: suggestion.items.length }),
    )
  return { suggestions, mayAnswer, takeUp, decline }
}
