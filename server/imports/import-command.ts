import { randomBytes } from 'node:crypto'
import { accessSync, constants } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { dayIn, isCalendarDay } from '#shared/base/calendar-day.ts'
import { newId } from '#shared/base/ids.ts'
import { currencyNamed } from '#shared/imports/currencies.ts'
import { describeFileRefusal } from '#shared/imports/file-refusal.ts'
import { type BooksTotals, type ImportCounts, NOTHING_READ } from '#shared/imports/import-plan.ts'
import { loadCompany } from '../company/load-company.ts'
import { openDatabase, type DatabasePlace } from '../db/open.ts'
import { Journal } from '../journal/journal.ts'
import { journalPorts } from '../journal/ports.ts'
import { StartFailure } from '../start-failure.ts'
import { booksTotals } from './books-totals.ts'
import { companyForImport } from './company-for-import.ts'
import { fileSource } from './file-source.ts'
import { mappingFor } from './find-mapping.ts'
import { importFile } from './import-file.ts'
import { SourceBusy } from './run-lock.ts'
import { pagesOfErrors } from './runs.ts'
import { describeCounts, describeError, describeGuard, describePlan } from './say-import.ts'

const USAGE =
  'Usage: npm run import -- FILE [--mapping NAME|FILE.json] [--full|--delta] [--as-of YYYY-MM-DD] [--company NAME] ' +
  '[--currency EUR] [--time-zone Europe/Paris] [--confirm]'

const TAKEN_ALL = 0
const TAKEN_NOTHING = 1
const TAKEN_SOME = 3

/**
 * `npm run import`: tells what it will do, does it, lists what was refused; the last line is JSON. Returns the exit code:
 * 0 when every row was taken, 3 when some were refused, 1 when nothing was written.
 */
export async function runImportCommand(
  args: string[],
  place: DatabasePlace,
  say: (line: string) => void,
): Promise<number> {
  const options = readArguments(args)
  const database = await openDatabase(place)
  try {
    const ports = { ...journalPorts, newId: () => newId(Date.now(), randomBytes(16)) }
    const { id: companyId, made } = await companyForImport(database, options.company, ports)
    if (made !== null) say(`Made the company “${made}” in ${options.company.currency}.`)
    const company = await loadCompany(database.db, companyId)
    const source = fileSource(options.path)
    const request = {
      companyId,
      source,
      fileName: basename(options.path),
      mapping: await mappingFor(options.mapping, company, source),
      asOf: options.asOf ?? dayIn(company.timeZone, ports.now()),
      mode: options.mode,
      by: 'command',
    }
    const journal = new Journal(database, { ...journalPorts, committed: () => {} })
    const outcome = await importFile({ database, journal, now: ports.now, newId: ports.newId }, request, {
      confirm: options.confirm,
      planned: async ({ run, plan }) => {
        for (const line of describePlan(plan)) say(line)
        for await (const page of pagesOfErrors(database.db, run.id))
          for (const error of page) say(describeError(error))
      },
    })
    switch (outcome.state) {
      case 'refused':
        say(describeFileRefusal(outcome.refusal))
        say(lastLine(NOTHING_READ, 0, await booksTotals(database.db, companyId, company.currency)))
        return TAKEN_NOTHING
      case 'nothingTaken':
      case 'unconfirmed':
        for (const line of describeGuard(outcome)) say(line)
        say(lastLine(outcome.plan.counts, outcome.plan.absent, outcome.totals))
        return TAKEN_NOTHING
      case 'done':
        for (const error of outcome.notTaken) say(describeError(error))
        say(describeCounts(outcome.counts, outcome.absent))
        say(lastLine(outcome.counts, outcome.absent, outcome.totals))
        return outcome.counts.errors + outcome.notTaken.length > 0 ? TAKEN_SOME : TAKEN_ALL
    }
  } catch (error) {
    if (error instanceof SourceBusy)
      throw new StartFailure('Another import of this source is running: wait for its end.')
    throw error
  } finally {
    await database.close()
  }
}

function readArguments(args: string[]) {
  const { values, positionals } = parsed(args)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new StartFailure(USAGE)
  if (values.full && values.delta) throw new StartFailure('Give either --full or --delta.')
  const asOf = values['as-of']
  if (asOf !== undefined && !isCalendarDay(asOf))
    throw new StartFailure(`--as-of ${asOf} is not a day: write it as 2026-01-31.`)
  const currency = currencyNamed(values.currency)
  if (currency === null)
    throw new StartFailure(`--currency ${values.currency} is not a currency of ISO 4217.`)
  const timeZone = values['time-zone']
  if (!isTimeZone(timeZone))
    throw new StartFailure(`--time-zone ${timeZone} is not known: write it as Europe/Paris.`)
  try {
    accessSync(path, constants.R_OK)
  } catch (cause) {
    throw new StartFailure(`The file ${path} cannot be read.`, { cause })
  }
  return {
    path,
    mapping: values.mapping,
    mode: values.full ? ('full' as const) : ('delta' as const),
    asOf,
    confirm: values.confirm,
    company: { name: values.company, currency, timeZone },
  }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        full: { type: 'boolean', default: false },
        delta: { type: 'boolean', default: false },
        'as-of': { type: 'string' },
        company: { type: 'string' },
        currency: { type: 'string', default: 'EUR' },
        'time-zone': { type: 'string', default: 'Europe/Paris' },
        confirm: { type: 'boolean', default: false },
      },
    })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StartFailure(`${reason}\n${USAGE}`, { cause })
  }
}

function isTimeZone(name: string): boolean {
  try {
    return dayIn(name, 0) !== ''
  } catch {
    return false
  }
}

function lastLine(counts: ImportCounts, absent: number, totals: BooksTotals): string {
  const { read, added, changed, unchanged, closed, ignored, errors } = counts
  const { open, outstanding, disputed, version } = totals
  return JSON.stringify({
    read,
    added,
    changed,
    unchanged,
    closed,
    ignored,
    errors,
    absent,
    open,
    outstanding,
    disputed,
    version,
  })
}
