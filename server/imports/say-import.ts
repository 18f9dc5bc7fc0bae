import { currencyDigits } from '#shared/base/amount.ts'
import { describeGuardReason } from '#shared/imports/import-guard.ts'
import type { ImportCounts, ImportPlan } from '#shared/imports/import-plan.ts'
import { NOT_IN_THE_FILE, type RowError, describeRowError } from '#shared/imports/row-error.ts'
import type { ImportOutcome } from './import-file.ts'

/** What an import will do, in English, for a terminal. */
export function describePlan(plan: ImportPlan): string[] {
  const {
    counts,
    source,
    mapping,
    asOf,
    mode,
    absent,
    newClients,
    totals,
    unknownCollectors,
    columnsAbsent,
  } = plan
  const lines = [
    `${mode === 'full' ? 'Full' : 'Delta'} import of “${source}” as of ${asOf}, mapping “${mapping}”.`,
    `Of ${counts.read} rows it will add ${counts.added}, change ${counts.changed} and close ${counts.closed}; ` +
      `${counts.unchanged} are unchanged, ${counts.ignored} ignored, ${counts.errors} refused.`,
  ]
  if (mode === 'full') lines.push(`It will close ${absent} open items that the file no longer has.`)
  if (newClients > 0) lines.push(`New clients: ${newClients}.`)
  for (const { currency, count, balanceMinor } of totals)
    lines.push(`Open in the file: ${count} items, ${amountIn(currency, balanceMinor)}.`)
  if (unknownCollectors.length > 0)
    lines.push(
      `Nobody here answers to these collectors: ${unknownCollectors.join(', ')}. Their clients stay unassigned.`,
    )
  if (columnsAbsent.length > 0)
    lines.push(
      `The file has no column ${columnsAbsent.map((column) => `“${column}”`).join(', ')}: what was read from it before stays as it is.`,
    )
  return lines
}

export function describeError(error: RowError): string {
  const { reason, remedy } = describeRowError(error)
  if (error.line === NOT_IN_THE_FILE) return `Item “${error.value}” – ${reason} ${remedy}`
  const column = error.column === null ? '' : `, column “${error.column}”`
  return `Line ${error.line}${column}: “${error.value}” – ${reason} ${remedy}`
}

export function describeGuard(
  outcome: Extract<ImportOutcome, { state: 'unconfirmed' | 'nothingTaken' }>,
): string[] {
  if (outcome.state === 'nothingTaken') return ['Not one row could be taken: nothing was written.']
  return [
    ...outcome.plan.guard.map(describeGuardReason),
    'Nothing was written. Check the file; if it is right, run the command again with --confirm.',
  ]
}

export function describeCounts(counts: ImportCounts, absent: number): string {
  return (
    `Done: ${counts.added} added, ${counts.changed} changed, ${counts.closed} closed, ${counts.unchanged} unchanged, ` +
    `${counts.ignored} ignored, ${counts.errors} refused, ${absent} closed as absent.`
  )
}

function amountIn(currency: string, minor: number): string {
  const digits = currencyDigits(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return `${minor < 0 ? '-' : ''}${whole} ${currency}`
}
