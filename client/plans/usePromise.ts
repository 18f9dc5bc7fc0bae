import { computed } from 'vue'
import { proposalByHand } from '#shared/actions/proposal.ts'
import { isOpenAction } from '#shared/actions/action.ts'
import type { CurrencyCode } from '#shared/base/amount.ts'
import { type CalendarDay, addDays } from '#shared/base/calendar-day.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { findAction, findItems } from '#shared/clients/client-file.ts'
import { openItems } from '#shared/items/item-order.ts'
import { balanceOf } from '#shared/plans/owed.ts'
import { itemsToPay, payable, payableByItems, promiseHost } from '#shared/promises/promise-host.ts'
import { useMay } from '../items/useMay.ts'
import { useNames } from '../items/useNames.ts'
import { useTelling } from '../items/useTelling.ts'
import type { Made } from '../outbox/made.ts'
import { useEntries } from '../outbox/useEntries.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'

/** What a promise is about: ticked items, those that are to be paid where none are ticked, or an open action. */
export type PromiseSubject = { itemIds: readonly string[] } | { actionId: string }

/** Where it is kept: in an open action, or in a promise check that is opened with it. */
export type PromisePlace = { actionId: string } | { itemIds: readonly string[]; move: boolean }

export type PromisedTerms = { currency: CurrencyCode; amountMinor: number; promisedOn: CalendarDay }

/** Promises of a client: one tap where nothing has to be asked, else what the sheet starts from. */
export function usePromise(file: () => ClientFile | null) {
  const { company, me, today } = useCompany()
  const { make, makeGesture, newId } = useEntries()
  const { tell } = useTelling()
  const { t } = useWords()
  const { amount, day } = useFormat()
  const { language } = useNames()
  const may = useMay(file)

  /** The day the company's rule proposes. */
  const quickOn = computed(() => addDays(today.value, company.value.promiseRule.quickDays))
  const quickLabel = computed(() => t('pay.promisedFor', { day: day(quickOn.value, 'weekday', today.value) }))

  const idsOf = (current: ClientFile, itemIds: readonly string[]) =>
    itemIds.length > 0 ? itemIds : itemsToPay(current, today.value)

  /** Where a promise goes and what it can be for; null where none is possible. */
  function foundFor(subject: PromiseSubject) {
    const current = file()
    if (!current) return null
    if ('actionId' in subject) {
      const action = findAction(current, subject.actionId)
      const isHost = action !== undefined && isOpenAction(action) && action.caseId === null
      const sums = payable(balanceOf(subject.actionId, current))
      if (!isHost || sums.length === 0 || !may('promise.made', { actionIds: [subject.actionId] })) return null
      return { host: { type: 'case' as const, actionId: subject.actionId }, sums }
    }
    const ids = idsOf(current, subject.itemIds)
    const host = promiseHost(ids, current)
    const sums =
      host.type === 'case' ? payable(balanceOf(host.actionId, current)) : payableByItems(ids, current)
    const mayOpen = may('action.opened', { itemIds: ids, opens: { type: 'promiseCheck', kind: null } })
    const mayPromise = host.type === 'case' ? may('promise.made', { actionIds: [host.actionId] }) : mayOpen
    return sums.length > 0 && mayPromise ? { host, sums } : null
  }

  async function promise(place: PromisePlace, terms: PromisedTerms): Promise<Made[]> {
    const current = file()
    if (!current) return []
    const promised = (actionId: string) =>
      ({ promiseId: newId(), actionId, ...terms, on: today.value }) as const
    if ('actionId' in place) {
      const subject = { type: 'client', id: current.client.id } as const
      return [await make('promise.made', subject, promised(place.actionId))]
    }
    const ids = new Set(place.itemIds)
    const items = openItems(current.items.filter(({ id }) => ids.has(id)))
    const opening = proposalByHand(
      { type: 'promiseCheck', kind: null },
      t('followUps.type.promiseCheck'),
      items,
      {
        client: current.client,
        me: me.value,
        company: company.value,
        today: today.value,
        language: language.value,
      },
    )
    const actionId = newId()
    return makeGesture(current.client.id, [
      {
        kind: 'action.opened',
        data: {
          ...opening,
          dueOn: terms.promisedOn,
          actionId,
          on: today.value,
          itemIds: items.map(({ id }) => id),
          move: place.move,
          comment: null,
          caseId: null,
        },
      },
      { kind: 'promise.made', data: promised(actionId) },
    ])
  }

  const told = (made: readonly Made[], { currency, amountMinor, promisedOn }: PromisedTerms) =>
    tell(made, () =>
      t('pay.promised', {
        amount: amount(amountMinor, currency),
        day: day(promisedOn, 'weekday', today.value),
      }),
    )

  /** All of it, on the day the rule proposes. False where something has to be asked first. */
  async function quick(subject: PromiseSubject): Promise<boolean> {
    const found = foundFor(subject)
    const [sum, another] = found?.sums ?? []
    if (!found || !sum || another || found.host.type === 'asks') return false
    const terms = { currency: sum.currency, amountMinor: sum.minor, promisedOn: quickOn.value }
    const { host } = found
    const place = host.type === 'case' ? host : { itemIds: host.itemIds, move: false }
    told(await promise(place, terms), terms)
    return true
  }

  const itemsOfIds = (itemIds: readonly string[]) => {
    const current = file()
    return current ? findItems(current, itemIds) : []
  }
  return { quickOn, quickLabel, foundFor, promise, told, quick, idsOf, itemsOfIds }
}
