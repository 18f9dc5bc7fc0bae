import { type InjectionKey, computed, inject, provide, ref, shallowRef } from 'vue'
import { isOpenAction } from '#shared/actions/action.ts'
import {
  type Proposal,
  proposalAfterStatus,
  proposedKind,
  proposesAction,
  withFittingTemplate,
} from '#shared/actions/proposal.ts'
import { sittingElsewhere } from '#shared/actions/sitting.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { must } from '#shared/base/must.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { findStatus } from '#shared/company/company.ts'
import { openItems } from '#shared/items/item-order.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { reasonFor } from '#shared/statuses/setting-status.ts'
import { reenters } from '#shared/statuses/status-rule.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useMay } from '../items/useMay.ts'
import { disputedParts } from './disputed-parts.ts'
import type { Place, Step } from './refusal-place.ts'
import { useProposing } from './useProposing.ts'

export type NextMode = 'scenario' | 'open' | 'join'

/** What a person has chosen so far; what is not chosen is proposed, and follows what is. */
export type Chosen = {
  statusId: string | null
  on?: CalendarDay
  comment: string
  reasonId?: string | null
  /** Left out: whoever the template names. */
  resolverId?: string | null
  parts: Record<string, string>
  mode?: NextMode
  joinId?: string
  opening: Partial<Proposal>
}

const nothingChosen = (): Chosen => ({
  statusId: null,
  comment: '',
  parts: {},
  opening: {},
})

/** A change of status in the making. */
export function useRequalify(file: () => ClientFile, itemIds: () => readonly string[]) {
  const { company, today } = useCompany()
  const { surroundings, decimal } = useProposing(file)
  const may = useMay(file)

  const chosen = ref<Chosen>(nothingChosen())
  const step = ref<Step>(1)
  const problems = shallowRef<Partial<Record<Place, string>>>({})

  const items = computed(() => {
    const ticked = new Set(itemIds())
    return openItems(file().items.filter(({ id }) => ticked.has(id)))
  })
  const ids = computed(() => items.value.map(({ id }) => id))
  const sitting = computed(() => sittingElsewhere(file(), ids.value))
  const freeItems = computed(() => {
    const elsewhere = new Set(sitting.value.flatMap((group) => group.items.map(({ id }) => id)))
    return items.value.filter(({ id }) => !elsewhere.has(id))
  })

  const status = computed(() => findStatus(company.value, chosen.value.statusId))
  const category = computed(() => status.value?.data.category ?? null)
  const asksReason = computed(
    () => category.value === 'dispute' || (status.value?.data.presetReasonId ?? null) !== null,
  )
  const reasonId = computed(() => {
    if (!status.value || !asksReason.value) return null
    return reasonFor(status.value, chosen.value.reasonId ?? null, company.value)
  })
  const on = computed(() => chosen.value.on ?? today.value)

  /** Items that leave their case with the new status come to no other. */
  const onlyScenario = computed(() => status.value !== null && reenters(status.value.data))
  const cases = computed(() =>
    file().actions.filter((action) => isOpenAction(action) && action.type === 'followUp'),
  )
  const joinable = computed(() => cases.value.filter(({ id }) => items.value.length > countIn(id)))
  const countIn = (actionId: string) =>
    sitting.value.find(({ action }) => action.id === actionId)?.items.length ?? 0

  const opening = computed<Proposal | null>(() => {
    if (!status.value) return null
    const proposed = proposalAfterStatus(status.value, reasonId.value, freeItems.value, surroundings.value)
    const { resolverId } = chosen.value
    const merged = { ...proposed, ...(resolverId !== undefined && { resolverId }), ...chosen.value.opening }
    const kind = merged.kind ?? proposed.kind ?? proposedKind(items.value, company.value)
    return withFittingTemplate({ ...merged, kind: merged.type === 'followUp' ? kind : null }, company.value)
  })

  const mayOpen = computed(
    () =>
      opening.value !== null &&
      may('items.requalified', {
        itemIds: ids.value,
        opens: { type: opening.value.type, kind: opening.value.kind },
      }),
  )
  const canOpen = computed(() => !onlyScenario.value && freeItems.value.length > 0 && mayOpen.value)
  const canJoin = computed(
    () => !onlyScenario.value && joinable.value.length > 0 && freeItems.value.length > 0,
  )

  /** The status opens a case whoever sets it: it can be another, or an open one, but not none. */
  const opensByItself = computed(
    () => !onlyScenario.value && freeItems.value.length > 0 && status.value?.data.action.mode === 'create',
  )

  const mode = computed<NextMode>(() => {
    const { mode: wanted } = chosen.value
    if (wanted === 'open' && canOpen.value) return 'open'
    if (wanted === 'join' && canJoin.value) return 'join'
    if (wanted && !opensByItself.value) return 'scenario'
    return canOpen.value && status.value && proposesAction(status.value) ? 'open' : 'scenario'
  })
  const joinId = computed(
    () => joinable.value.find(({ id }) => id === chosen.value.joinId)?.id ?? joinable.value[0]?.id ?? null,
  )
  const joined = computed(() => cases.value.find(({ id }) => id === joinId.value) ?? null)
  /** Items that stay where they sit, whatever is chosen next. */
  const staying = computed(() =>
    mode.value === 'join' ? sitting.value.filter(({ action }) => action.id !== joinId.value) : sitting.value,
  )

  const parts = computed(() =>
    category.value === 'dispute'
      ? disputedParts(items.value, chosen.value.parts, decimal.value)
      : { minor: {}, problems: {} },
  )

  /** The entry's data, with an id for the action it may open. */
  function dataWith(actionId: string): DataOf<'items.requalified'> | null {
    if (!status.value || !opening.value) return null
    const comment = chosen.value.comment.trim()
    return {
      itemIds: ids.value,
      on: on.value,
      statusId: status.value.id,
      comment: comment === '' ? null : comment,
      reasonId: reasonId.value,
      disputedMinor: parts.value.minor,
      next:
        mode.value === 'open'
          ? { mode: 'open', opening: { actionId, ...opening.value } }
          : mode.value === 'join' && joinId.value !== null
            ? { mode: 'join', actionId: joinId.value }
            : { mode: 'scenario' },
    }
  }

  /** Another status brings its own reason and its own next action; what was said of the old one goes. */
  function setStatus(statusId: string | null) {
    const { on: day, comment, resolverId, parts: typed } = chosen.value
    chosen.value = {
      ...nothingChosen(),
      statusId,
      comment,
      parts: typed,
      ...(resolverId !== undefined && { resolverId }),
      ...(day && { on: day }),
    }
  }

  function reset() {
    chosen.value = nothingChosen()
    step.value = 1
    problems.value = {}
  }

  return {
    chosen,
    step,
    problems,
    items,
    freeItems,
    sitting,
    staying,
    status,
    category,
    asksReason,
    reasonId,
    on,
    opening,
    mode,
    mayOpen,
    canOpen,
    canJoin,
    joinable,
    joined,
    joinId,
    onlyScenario,
    opensByItself,
    parts,
    dataWith,
    setStatus,
    reset,
  }
}

export type Requalifying = ReturnType<typeof useRequalify>

const requalifyingKey: InjectionKey<Requalifying> = Symbol('requalifying')

/** Hands the change in the making to the steps of its sheet. */
export function provideRequalifying(requalifying: Requalifying): void {
  provide(requalifyingKey, requalifying)
}

export function useRequalifying(): Requalifying {
  return must(inject(requalifyingKey), 'the sheet around this step')
}
