import type { CurrencyCode } from '#shared/base/amount.ts'
import { SETTING_PROBLEMS, type SettingProblemName } from '#shared/company/setting-problem.ts'
import type { LeftOut, LeftOutReason, NoopReason, Outcome, Refusal } from '#shared/journal/outcome.ts'
import type { Made, NotKeptBecause } from '../outbox/made.ts'
import { useWorkplace } from '../session/workplace.ts'
import type { WordKey } from '../shell/i18n/i18n.ts'
import { type Translate, useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import { fieldWords, fieldsWords } from '#shared/words/written-fields.ts'

/** What refusals are told with; names are null for what this device does not know. */
export type Teller = {
  t: Translate
  personName: (id: string) => string | null
  actionName: (id: string) => string | null
  instant: (atMs: number) => string
  amount: (minor: number, currency: CurrencyCode) => string
}

/** Why an entry was refused, as a sentence with what to do about it where something can be done. */
export function refusalWords(
  refusal: Refusal,
  { t, personName, actionName, instant, amount }: Teller,
): string {
  switch (refusal.type) {
    case 'notAllowed':
    case 'notClosed':
    case 'statusUnknown':
    case 'personUnknown':
    case 'idTaken':
    case 'cannotUndo':
    case 'dependsOn':
    case 'lapsed':
    case 'notAsked':
    case 'ownRequest':
    case 'stillAsked':
      return t(`refusals.${refusal.type}`)
    case 'notFound':
      return t(`refusals.notFound.${refusal.what}`)
    case 'closed': {
      const name = refusal.by === null ? null : personName(refusal.by)
      return name === null || refusal.at === null
        ? t('refusals.closed')
        : t('refusals.closedBy', { name, time: instant(refusal.at) })
    }
    case 'declined': {
      const name = personName(refusal.by)
      if (name === null) return t('refusals.declined')
      const { text } = refusal
      return text === null ? t('refusals.declinedBy', { name }) : t('refusals.declinedSaying', { name, text })
    }
    case 'alreadyDecided': {
      const name = refusal.by === null ? null : personName(refusal.by)
      if (name === null) return t('refusals.alreadyDecided')
      return refusal.at === null
        ? t('refusals.alreadyDecidedByName', { name })
        : t('refusals.alreadyDecidedBy', { name, time: instant(refusal.at) })
    }
    case 'nothingLeft':
      return t('refusals.nothingLeft', { why: leftOutWords(refusal.items, t) })
    case 'inOtherAction': {
      const n = refusal.itemIds.length
      const name = refusal.actionId === null ? null : actionName(refusal.actionId)
      return name === null ? t('refusals.inOtherAction', { n }) : t('refusals.inNamedAction', { n, name })
    }
    case 'settingUnknown':
      return t('refusals.settingUnknown', { field: fieldWords(refusal.field, t) })
    case 'invalid': {
      const { field, detail } = refusal
      const problem = field.startsWith('data.setting.') && SETTING_PROBLEMS.find(isSayable(detail))
      return problem
        ? t(`settings.problem.${problem}`)
        : t('refusals.invalid', { field: fieldWords(field, t) })
    }
    case 'notPossible':
      return t(`refusals.notPossible.${refusal.what}`)
    case 'amiss': {
      const { problem, currency, byMinor } = refusal
      const by = amount(Math.abs(byMinor ?? 0), currency)
      return problem === 'doesNotAddUp'
        ? t(byMinor !== null && byMinor > 0 ? 'refusals.amiss.missing' : 'refusals.amiss.tooMuch', { by })
        : t(`refusals.amiss.${problem}`, { by })
    }
    case 'touchedSince':
      return t('refusals.touchedSince', { fields: fieldsWords(refusal.fields, t) })
    case 'changedSince': {
      const fields = refusal.fields.map(({ field }) => field)
      return t('refusals.changedSince', { fields: fieldsWords(fields, t) })
    }
    case 'discarded':
      return t('refusals.discarded', { reason: refusal.reason })
    case 'defect':
      return t('refusals.defect', { reference: refusal.reference })
  }
}

/** Problems of settings that are told with more than their name. */
const NEED_MORE: readonly SettingProblemName[] = ['tooSmall', 'tooBig', 'inUse', 'rulesLeadToIt']
const isSayable = (detail: string) => (name: SettingProblemName) =>
  name === detail && !NEED_MORE.includes(name)

const LEFT_OUT: Record<LeftOutReason, WordKey> = {
  settled: 'refusals.leftOut.settled',
  inOtherAction: 'refusals.leftOut.inOtherAction',
  notInAction: 'refusals.leftOut.notInAction',
  notFound: 'refusals.leftOut.notFound',
  alreadySo: 'refusals.leftOut.alreadySo',
  overBalance: 'refusals.leftOut.overBalance',
  notDebit: 'refusals.leftOut.notDebit',
}

/** Items that were left out, counted by reason: `2 items are paid or cleared, 1 item is no longer there`. */
export function leftOutWords(items: readonly LeftOut[], t: Translate): string {
  const reasons = [...new Set(items.map(({ because }) => because))]
  return reasons
    .map((because) => t(LEFT_OUT[because], { n: items.filter((item) => item.because === because).length }))
    .join(', ')
}

const NOOP: Record<NoopReason, WordKey> = {
  alreadySo: 'refusals.noop.alreadySo',
  alreadyPaid: 'refusals.noop.alreadyPaid',
  superseded: 'refusals.noop.superseded',
  joined: 'refusals.noop.joined',
}

const NOT_KEPT: Record<NotKeptBecause, WordKey> = {
  storageFull: 'refusals.notKept.storageFull',
  storageFailed: 'refusals.notKept.storageFailed',
  appOutdated: 'refusals.notKept.appOutdated',
}

const PARKED_FOR: Record<Extract<Outcome, { type: 'parked' }>['for'], WordKey> = {
  newOwner: 'refusals.parked',
  caseOwner: 'refusals.parkedForCase',
  planOwner: 'refusals.parkedForPlan',
}

/** Answers to an entry in words, for screens: at the field, in a toast, in the sync centre. */
export function useRefusalWords() {
  const { t } = useWords()
  const { instant, amount } = useFormat()
  const { view } = useWorkplace()
  const teller: Teller = {
    t,
    instant,
    amount,
    personName: (id) => view.snapshot.value.company?.people.get(id)?.name ?? null,
    actionName(id) {
      for (const rows of view.snapshot.value.agenda.values())
        for (const row of rows) if (row.id === id && typeof row.name === 'string') return row.name
      return null
    },
  }
  const refusalText = (refusal: Refusal) => refusalWords(refusal, teller)
  const leftOutText = (items: readonly LeftOut[]) => leftOutWords(items, t)
  function noopText(reason: NoopReason, joined?: string): string {
    const name = joined === undefined ? null : teller.actionName(joined)
    return name === null ? t(NOOP[reason]) : t('refusals.noop.joinedTo', { name })
  }

  /** Why a tap came to nothing; null when it was kept. */
  function madeText(made: Made): string | null {
    switch (made.type) {
      case 'kept':
        return null
      case 'noop':
        return noopText(made.reason, made.joined)
      case 'refused':
        return refusalText(made.refusal)
      case 'notKept':
        return t(NOT_KEPT[made.because])
    }
  }

  /** What an answered entry came to, where it is more than done; null when everything went as wanted. */
  function outcomeText(outcome: Outcome): string | null {
    switch (outcome.type) {
      case 'applied':
        if (outcome.joined !== undefined) return noopText('joined', outcome.joined)
        return outcome.leftOut?.length ? leftOutText(outcome.leftOut) : null
      case 'noop':
        return noopText(outcome.reason, outcome.joined)
      case 'refused':
        return refusalText(outcome.refusal)
      case 'parked':
        return t(PARKED_FOR[outcome.for])
      case 'deferred':
        return t('refusals.deferred')
    }
  }
  return { refusalText, leftOutText, noopText, madeText, outcomeText }
}
