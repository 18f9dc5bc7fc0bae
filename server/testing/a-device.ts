import { type FileKind } from '#shared/clients/case-file.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { digestOf, digestOfAll, fileDigestOf } from '#shared/clients/file-digest.ts'
import { withinHorizon } from '#shared/clients/horizon.ts'
import { must } from '#shared/base/must.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import type { ToldDigest } from '#shared/protocol/digest.ts'
import type { PullAnswer, PulledFile } from '#shared/protocol/pull.ts'
import type { TestCompany } from './a-company.ts'
import { pull } from './read-pull.ts'

type Row = { id: string; version: number }
type Rows = Map<string, Row>
type Held = { kind: FileKind; id: string; rows: Rows; history: Map<string, HistoryRow> }

/**
 * A device reduced to what pull promises: whole files replace, patches are laid over, drops and departures go, and what
 * closed before the horizon is let go of.
 */
export function aDevice(company: TestCompany, personId: string) {
  let cursor: string | null = null
  let horizon = ''
  const held = new Map<string, Held>()
  const companyRows: Rows = new Map()

  function apply(answer: PullAnswer) {
    if (answer.reset) held.clear()
    if (answer.companyWhole) companyRows.clear()
    for (const { kind, id } of answer.drops) held.delete(`${kind}:${id}`)
    for (const file of answer.files) {
      const key = `${file.kind}:${file.id}`
      const before = file.whole ? undefined : held.get(key)
      if (!file.whole && !before) throw new Error(`a patch of ${key}, which the device does not hold`)
      held.set(key, {
        kind: file.kind,
        id: file.id,
        rows: cut(patched(before?.rows ?? new Map(), file), answer.horizon),
        history: before?.history ?? new Map(),
      })
    }
    for (const { kind, id, rows } of answer.history)
      for (const row of rows) held.get(`${kind}:${id}`)?.history.set(row.id, row)
    for (const row of [
      ...answer.settings,
      ...answer.people,
      ...(answer.preferences ? [answer.preferences] : []),
    ])
      companyRows.set(row.id, row)
    ;({ cursor, horizon } = answer)
  }

  async function ask(digest?: ToldDigest): Promise<PullAnswer> {
    const puller = { companyId: company.id, personId }
    const answer = await pull(company.database, puller, cursor, company.clock.now, { digest })
    apply(answer)
    return answer
  }

  const digests = () =>
    [...held.values()].map(({ kind, id, rows, history }) =>
      fileDigestOf(kind, id, toFile(rows), [...history.values()], horizon),
    )
  const told = (files: ToldDigest['files']) => ({ horizon, company: digestOf(companyRows.values()), files })

  return {
    held,
    companyRows,
    /** Rows of each file by key, as `clients/<id>` and the like. */
    get files() {
      return new Map([...held].map(([key, { rows }]) => [key, rows]))
    },
    async sync() {
      let wasReset = false
      for (let pages = 1; ; pages++) {
        const last = await ask()
        wasReset ||= last.reset
        if (!last.more) return { pages, last, wasReset }
      }
    },
    /** Tells all it holds as one digest. */
    tellAll: () => ask(told({ all: digestOfAll(digests()) })),
    /** Tells all it holds file by file. */
    tellEach: () => ask(told({ each: digests(), isAll: true })),
    /** Tells one file; one that it does not hold as nothing. */
    tellOne: (kind: FileKind, id: string) =>
      ask(
        told({
          each: [
            digests().find((digest) => digest.kind === kind && digest.id === id) ?? {
              kind,
              id,
              rows: [0, 0],
              history: [0, 0],
            },
          ],
          isAll: false,
        }),
      ),
  }
}

function patched(before: ReadonlyMap<string, Row>, file: PulledFile): Rows {
  const rows = new Map(before)
  for (const { table, id } of file.departures) rows.delete(`${table}/${id}`)
  const { client, ...lists } = file.rows
  if (client) rows.set(`clients/${client.id}`, client)
  for (const [table, list] of Object.entries(lists))
    for (const row of list) rows.set(`${table}/${row.id}`, row)
  return rows
}

function cut(rows: Rows, horizon: string): Rows {
  return rowsOfFile(withinHorizon(toFile(rows), horizon))
}

export function rowsOfFile(file: ClientFile): Rows {
  const rows: Rows = new Map([[`clients/${file.client.id}`, file.client]])
  for (const table of [
    'contacts',
    'items',
    'actions',
    'associations',
    'casework',
    'documents',
    'parked',
  ] as const)
    for (const row of file[table]) rows.set(`${table}/${row.id}`, row)
  return rows
}

function toFile(rows: Rows): ClientFile {
  const of = (table: string) => [...rows].filter(([key]) => key.startsWith(`${table}/`)).map(([, row]) => row)
  const file: unknown = {
    client: must(of('clients')[0], 'the client'),
    contacts: of('contacts'),
    items: of('items'),
    actions: of('actions'),
    associations: of('associations'),
    casework: of('casework'),
    documents: of('documents'),
    parked: of('parked'),
  }
  return asFile(file)
}

/** What the rows are was said by the schema of the pull. */
function asFile(file: unknown): ClientFile {
  if (isFile(file)) return file
  throw new Error('not a file')
}

function isFile(file: unknown): file is ClientFile {
  return typeof file === 'object' && file !== null && 'client' in file
}
