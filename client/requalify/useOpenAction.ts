import { computed, ref, shallowRef } from 'vue'
import type { ActionType, FollowUpKind } from '#shared/actions/kinds.ts'
import {
  type Proposal,
  ownTemplates,
  proposalByHand,
  proposalByTemplate,
  proposedKind,
  reasonOfItems,
  withFittingTemplate,
} from '#shared/actions/proposal.ts'
import { caseOfToDo, sittingElsewhere } from '#shared/actions/sitting.ts'
import type { Template } from '#shared/company/settings.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { openItems } from '#shared/items/item-order.ts'
import { useMay } from '../items/useMay.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import type { Place } from './refusal-place.ts'
import { useProposing } from './useProposing.ts'

/** In the order people reach for them. */
const OFFERED: readonly ActionType[] = ['call', 'email', 'letter', 'task', 'promiseCheck', 'followUp']

/** A type with the template that comes with it, or one of the company's own. */
type Begun = { type: ActionType; template: Template | null }

/** What becomes of items that sit in a case already: they stay there, come over, or the others join that case. */
export type Sitters = 'stay' | 'move' | `join:${string}`

/** A specific action in the making, for ticked items or, without any, for the client as a whole. */
export function useOpenAction(file: () => ClientFile, itemIds: () => readonly string[]) {
  const { company } = useCompany()
  const { surroundings } = useProposing(file)
  const { t } = useWords()
  const { kindName, inWords } = useNames()
  const may = useMay(file)

  /** What was chosen to be adjusted before it is opened: a type, or a template of the company's own. */
  const begun = shallowRef<Begun | null>(null)
  const edits = ref<Partial<Proposal>>({})
  const wanted = ref<Sitters | null>(null)
  const comment = ref('')
  const problems = shallowRef<Partial<Record<Place, string>>>({})

  const items = computed(() => {
    const ticked = new Set(itemIds())
    return openItems(file().items.filter(({ id }) => ticked.has(id)))
  })
  const ids = computed(() => items.value.map(({ id }) => id))
  const sitting = computed(() => sittingElsewhere(file(), ids.value))
  const freeCount = computed(
    () => items.value.length - sitting.value.reduce((sum, group) => sum + group.items.length, 0),
  )

  const mayOpen = (one: Pick<Proposal, 'type' | 'kind'>) =>
    may('action.opened', { itemIds: ids.value, opens: { type: one.type, kind: one.kind } })

  function proposalFor({ type, template }: Begun): Proposal {
    if (template) {
      const reasonId = reasonOfItems(template.data.kind, items.value)
      return proposalByTemplate(template, reasonId, items.value, surroundings.value)
    }
    if (type !== 'followUp') return ofKind(type, null)
    const proposal = ofKind(type, proposedKind(items.value, company.value))
    const dispute = ofKind(type, 'dispute')
    // Some roles open nothing but disputes.
    return !mayOpen(proposal) && mayOpen(dispute) ? dispute : proposal
  }
  function ofKind(type: ActionType, kind: FollowUpKind | null): Proposal {
    const isNamed = kind !== null && kind !== 'other'
    const label = isNamed ? kindName(kind) : t(`followUps.type.${type}`)
    return proposalByHand({ type, kind }, label, items.value, surroundings.value)
  }

  const toDoOf = (one: ActionType) => caseOfToDo(file(), one, ids.value, false)

  /** Items sit in a case, and nothing but the person can say whether they are to stay there. */
  const asksAbout = (one: ActionType) => sitting.value.length > 0 && toDoOf(one) === null

  const offered = computed<Begun[]>(() => [
    ...OFFERED.map((type) => ({ type, template: null })),
    ...ownTemplates(company.value).map((template) => ({ type: template.data.type, template })),
  ])
  const offers = computed(() =>
    offered.value
      .map((begins) => ({ begins, proposal: proposalFor(begins) }))
      .filter(({ proposal }) => mayOpen(proposal))
      .map(({ begins, proposal }) => ({
        begins,
        proposal,
        key: begins.template?.id ?? begins.type,
        label: begins.template ? inWords(begins.template.data.name) : t(`followUps.type.${begins.type}`),
        toDoOf: toDoOf(proposal.type),
        asks: asksAbout(proposal.type),
      })),
  )

  const proposal = computed<Proposal | null>(() => {
    if (begun.value === null) return null
    const { type } = edits.value
    const proposed = proposalFor(type ? { type, template: null } : begun.value)
    const merged = { ...proposed, ...edits.value }
    const kind = merged.type === 'followUp' ? (merged.kind ?? proposedKind(items.value, company.value)) : null
    return withFittingTemplate({ ...merged, kind }, company.value)
  })
  /** What is being made: by a template of the company's own, as that one is called. */
  const title = computed(() => {
    if (!proposal.value) return t('requalify.newAction')
    const own = begun.value?.template
    return own && own.id === proposal.value.templateId
      ? inWords(own.data.name)
      : t(`followUps.type.${proposal.value.type}`)
  })
  const asks = computed(() => proposal.value !== null && asksAbout(proposal.value.type))
  const joinable = computed(() =>
    freeCount.value > 0 || sitting.value.length > 1
      ? sitting.value.map(({ action }) => action).filter((action) => action.type === 'followUp')
      : [],
  )
  const sitters = computed<Sitters>(() => wanted.value ?? (freeCount.value > 0 ? 'stay' : 'move'))

  function begin(what: Begun) {
    begun.value = what
    edits.value = {}
    wanted.value = null
    problems.value = {}
  }
  function reset() {
    begun.value = null
    edits.value = {}
    wanted.value = null
    comment.value = ''
    problems.value = {}
  }

  return {
    items,
    ids,
    sitting,
    freeCount,
    offers,
    begun,
    edits,
    comment,
    problems,
    proposal,
    title,
    asks,
    joinable,
    sitters,
    wanted,
    begin,
    reset,
  }
}
