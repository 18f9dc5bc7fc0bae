import { computed, ref, shallowRef, watch } from 'vue'
import { sittingElsewhere } from '#shared/actions/sitting.ts'
import type { CaseworkOf } from '#shared/casework/casework.ts'
import { currencyDigits } from '#shared/base/amount.ts'
import { type CalendarDay, laterDay } from '#shared/base/calendar-day.ts'
import { currentStay, findItem } from '#shared/clients/client-file.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { isOpen } from '#shared/items/item.ts'
import { openBalance, owedForPlan } from '#shared/plans/owed.ts'
import {
  type DraftedPlan,
  OFFERED_INSTALMENTS,
  lastCanTake,
  problemsByField,
  reframed,
  restOnLast,
} from '#shared/plans/plan-draft.ts'
import { type PlanProblem, planProblems } from '#shared/plans/plan-problems.ts'
import { planStanding, runningPlan } from '#shared/plans/plan-standing.ts'
import { readTyped } from '#shared/plans/read-typed.ts'
import {
  type DraftInstalment,
  type Frequency,
  missingMinor,
  withAmount,
  withDay,
} from '#shared/plans/schedule.ts'
import { payable } from '#shared/promises/promise-host.ts'
import { useEntries } from '../outbox/useEntries.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useProposing } from '../requalify/useProposing.ts'
import { useFormat } from '../ui/format/useFormat.ts'

/** What a plan is made over: ticked items, for which a follow-up is opened, or the items of a case. */
export type PlanTarget = { itemIds: readonly string[] } | { actionId: string }

const FIRST_COUNT = 3

type Typed = { text: string; problem: PlanProblem['problem'] | null }

/** A plan in the making: what it is over, its frame, its ladder, and everything that is wrong with it so far. */
export function usePlanMaker(file: () => ClientFile, target: PlanTarget) {
  const { company, today } = useCompany()
  const { newId } = useEntries()
  const { decimal } = useProposing(file)
  const { number } = useFormat()

  const running: CaseworkOf<'plan'> | null =
    'actionId' in target ? (runningPlan(target.actionId, file()) ?? null) : null
  /** `change`: the client has not agreed yet; `renegotiate`: the client has, and another plan takes its place. */
  const mode: 'make' | 'change' | 'renegotiate' =
    running === null ? 'make' : running.work.state === 'offered' ? 'change' : 'renegotiate'

  const isMoving = ref(false)
  const chosenCurrency = ref<string | null>(null)
  const meant = computed(() => {
    if ('actionId' in target) return []
    return target.itemIds.flatMap((id) => {
      const item = findItem(file(), id)
      return item && isOpen(item) ? [item] : []
    })
  })
  const sitting = computed(() =>
    sittingElsewhere(
      file(),
      meant.value.map(({ id }) => id),
    ),
  )
  const taken = computed(() =>
    meant.value.filter(({ id }) => isMoving.value || currentStay(file(), id) === undefined),
  )
  const sums = computed(() =>
    payable(
      'actionId' in target
        ? owedForPlan(target.actionId, file(), today.value, company.value.planRule)
        : openBalance(taken.value),
    ),
  )
  const currency = computed(
    () => running?.work.currency ?? chosenCurrency.value ?? sums.value[0]?.currency ?? company.value.currency,
  )
  /** Of several currencies a plan takes the items of one. */
  const items = computed(() => taken.value.filter((item) => item.currency === currency.value))
  const owed = computed(() => {
    if (mode === 'change' && running) return new Map([[currency.value, running.work.owedMinor]])
    return 'actionId' in target
      ? owedForPlan(target.actionId, file(), today.value, company.value.planRule)
      : openBalance(items.value)
  })
  const owedMinor = computed(() => Math.max(0, owed.value.get(currency.value) ?? 0))

  const count = ref(running && mode === 'change' ? running.work.instalments.length : FIRST_COUNT)
  const frequency = ref<Frequency>('month')
  const firstOn = ref<CalendarDay | null>(today.value)
  const feeText = ref('')
  const fee = computed(() => {
    if (feeText.value.trim() === '') return { amountMinor: 0 }
    const read = readTyped(feeText.value, currency.value, decimal.value)
    return 'problem' in read && Number(feeText.value) === 0 ? { amountMinor: 0 } : read
  })
  const feeMinor = computed(() => ('amountMinor' in fee.value ? fee.value.amountMinor : 0))
  const totalMinor = computed(() => owedMinor.value + feeMinor.value)

  const schedule = shallowRef<DraftInstalment[]>([])
  /** What stands in a field of amount while it is typed in, by instalment. */
  const typed = ref<Record<string, Typed>>({})

  function amountAsTyped(amountMinor: number): string {
    const digits = currencyDigits(currency.value)
    return number(amountMinor / 10 ** digits, digits)
  }

  function build() {
    const ids = Array.from({ length: count.value }, (_, at) => schedule.value[at]?.id ?? newId())
    schedule.value = reframed(schedule.value, {
      totalMinor: totalMinor.value,
      ids,
      firstOn: firstOn.value ?? today.value,
      frequency: frequency.value,
    })
    typed.value = {}
  }
  function begin() {
    if (running && mode === 'change') {
      const { instalments, feeMinor: had } = running.work
      if (had > 0) feeText.value = amountAsTyped(had)
      schedule.value = instalments.map((one) => ({ ...one, typed: true }))
      frequency.value = 'free'
      firstOn.value = instalments[0]?.dueOn ?? today.value
      return
    }
    if (running) {
      const { remainingMinor, instalments } = planStanding(
        running,
        file(),
        today.value,
        company.value.planRule,
      )
      const restOfFee = remainingMinor - owedMinor.value
      if (restOfFee > 0 && running.work.feeMinor > 0)
        feeText.value = amountAsTyped(Math.min(restOfFee, running.work.feeMinor))
      const left = instalments.filter(({ leftMinor }) => leftMinor > 0)
      count.value = Math.max(1, left.length)
      firstOn.value = laterDay(today.value, left[0]?.dueOn ?? today.value)
    }
    build()
  }
  begin()
  watch([totalMinor, currency], build)

  function setCount(next: number) {
    count.value = Math.min(OFFERED_INSTALMENTS, Math.max(1, Math.round(next)))
    build()
  }
  function setFrequency(next: Frequency) {
    frequency.value = next
    build()
  }
  function setFee(text: string) {
    feeText.value = text
  }
  function setFirst(next: CalendarDay | null) {
    firstOn.value = next
    if (next === null) return
    if (frequency.value === 'free') schedule.value = withDay(schedule.value, 0, next)
    else build()
  }
  function setDay(at: number, day: CalendarDay | null) {
    schedule.value = withDay(schedule.value, at, day ?? '')
    if (at === 0 && day !== null) firstOn.value = day
    else frequency.value = 'free'
  }
  function setAmount(at: number, text: string) {
    const one = schedule.value[at]
    if (!one) return
    const read = readTyped(text, currency.value, decimal.value)
    if ('problem' in read) {
      typed.value = { ...typed.value, [one.id]: { text, problem: read.problem } }
      return
    }
    schedule.value = withAmount(schedule.value, at, read.amountMinor, totalMinor.value)
    // What is wrong in another field stays until it is put right there.
    const wrong = Object.entries(typed.value).filter(([, { problem }]) => problem !== null)
    typed.value = { ...Object.fromEntries(wrong), [one.id]: { text, problem: null } }
  }
  /** The field is left: what stands in it is written as amounts are. */
  function settle(at: number) {
    const one = schedule.value[at]
    if (!one || typed.value[one.id]?.problem !== null) return
    const { [one.id]: _, ...others } = typed.value
    typed.value = others
  }
  function even() {
    schedule.value = schedule.value.map((one) => ({ ...one, typed: false }))
    build()
  }
  function putOnLast() {
    schedule.value = restOnLast(schedule.value, missing.value)
    typed.value = {}
  }

  const textOf = (one: DraftInstalment) => typed.value[one.id]?.text ?? amountAsTyped(one.amountMinor)
  const missing = computed(() => missingMinor(schedule.value, totalMinor.value))
  const mayPutOnLast = computed(() => lastCanTake(schedule.value, missing.value))

  const problems = computed<PlanProblem[]>(() => {
    const badAmount = (id: string) => typed.value[id]?.problem ?? null
    const all = planProblems(
      {
        currency: currency.value,
        owedMinor: owedMinor.value,
        feeMinor: feeMinor.value,
        instalments: schedule.value.map(({ id, dueOn, amountMinor }) => ({
          dueOn,
          amountMinor: badAmount(id) === null ? amountMinor : null,
        })),
      },
      owed.value,
      today.value,
    ).filter(({ problem, field }) => problem !== 'past' || !isKnownDay(field))
    const worded = all.map((one) => {
      const at = /^instalments\.(\d+)\.amountMinor$/.exec(one.field)?.[1]
      const bad = at === undefined ? null : badAmount(schedule.value[Number(at)]?.id ?? '')
      return bad === null ? one : { ...one, problem: bad }
    })
    if ('problem' in fee.value) worded.push({ field: 'feeMinor', problem: fee.value.problem, byMinor: null })
    if (firstOn.value === null) worded.push({ field: 'firstOn', problem: 'noDay', byMinor: null })
    return worded
  })
  /** A day that was agreed on before may lie behind by now. */
  function isKnownDay(field: string): boolean {
    const one = mode === 'change' ? schedule.value[Number(field.split('.')[1])] : undefined
    return running?.work.instalments.some(({ id, dueOn }) => id === one?.id && dueOn === one.dueOn) ?? false
  }
  const problemOf = computed(() => problemsByField(problems.value))

  const drafted = computed<DraftedPlan>(() => ({
    currency: currency.value,
    owedMinor: owedMinor.value,
    feeMinor: feeMinor.value,
    instalments: schedule.value.map(({ id, dueOn, amountMinor }) => ({ id, dueOn, amountMinor })),
  }))

  return {
    mode,
    running,
    items,
    sums,
    sitting,
    isMoving,
    chosenCurrency,
    currency,
    owedMinor,
    totalMinor,
    count,
    frequency,
    firstOn,
    feeText,
    schedule,
    missing,
    mayPutOnLast,
    problemOf,
    problems,
    drafted,
    textOf,
    setCount,
    setFrequency,
    setFee,
    setFirst,
    setDay,
    setAmount,
    settle,
    even,
    putOnLast,
  }
}

export type PlanMaker = ReturnType<typeof usePlanMaker>
