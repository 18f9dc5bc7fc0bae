import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod/mini'
import { newId } from '#shared/base/ids.ts'
import { RUNS_THE_COMPANY } from '#shared/journal/permissions.ts'
import {
  type ImportAsked,
  type ImportProgress,
  type PreviewAnswer,
  type UploadAnswer,
  applyImportSchema,
  importAskedSchema,
} from '#shared/protocol/imports.ts'
import { mappingSchema } from '#shared/imports/mapping.ts'
import { loadCompany } from '../company/load-company.ts'
import type { Database } from '../db/open.ts'
import type { Settings } from '../env.ts'
import { jsonBody, queryOf } from '../http/json-body.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import { type AtWorkEnv, atWorkOnly } from '../people/at-work.ts'
import type { Auth } from '../people/auth.ts'
import { signedInOnly } from '../people/signed-in.ts'
import { fileSource } from './file-source.ts'
import { importFile, previewImport } from './import-file.ts'
import type { ImportRequest } from './import-run.ts'
import { SourceBusy } from './run-lock.ts'
import { firstErrors } from './runs.ts'
import { firstRows, pastImports, unfollowedDisputes } from './shown-imports.ts'
import { sketchFile } from './sketch-file.ts'
import { type Upload, createUploads } from './uploads.ts'

type Parts = {
  database: Database
  auth: Auth
  journal: Journal
  settings: Pick<Settings, 'dataDir'>
  log: Log
  now: () => number
}

const ROWS_SHOWN = 20
const ERRORS_SHOWN = 200
const RUNS_SHOWN = 50

const uploadQuery = z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(200)) })

const sketchAskedSchema = z.strictObject({ mapping: mappingSchema })

const forThoseWhoRunTheCompany = createMiddleware<AtWorkEnv>(async (c, next) => {
  if (RUNS_THE_COMPANY[c.get('person').role] === 'never')
    throw new ProblemAnswer('forbidden', 'Only administrators and credit managers import.')
  await next()
})

/** Imports by screen, under `/api/imports`, for those who run the company. */
export function importRoutes({ database, auth, journal, settings, log, now }: Parts): Hono<AtWorkEnv> {
  const { db } = database
  const makeId = () => newId(now(), randomBytes(16))
  const ports = { database, journal, now, newId: makeId }
  const uploads = createUploads(join(settings.dataDir, 'uploads'), now)
  const routes = new Hono<AtWorkEnv>()
  routes.use(signedInOnly(auth, db), atWorkOnly(db), forThoseWhoRunTheCompany)

  function uploadOf(companyId: string, id: string): Upload {
    const upload = uploads.find(companyId, id)
    if (!upload) throw new ProblemAnswer('not-found', 'This file is no longer here: choose it again.')
    return upload
  }

  function requestFor(upload: Upload, { mapping, asOf, mode }: ImportAsked): ImportRequest {
    const { companyId, personId, fileName, path } = upload
    return { companyId, by: personId, fileName, source: fileSource(path), mapping, asOf, mode }
  }

  /** Takes the file as it is (`?name=`), answers its id and what its beginning shows. */
  routes.post('/', async (c) => {
    const { name } = queryOf(c, uploadQuery)
    const { body } = c.req.raw
    if (!body) throw new ProblemAnswer('malformed', 'The request has no file.')
    const owner = { companyId: c.get('companyId'), personId: c.get('person').id }
    const upload = await uploads.keep({ id: makeId(), ...owner, fileName: name }, chunksOf(body))
    const sketch = await sketchFile(fileSource(upload.path))
    const answer: UploadAnswer = { id: upload.id, fileName: name, sketch }
    return c.json(answer)
  })

  /** The past imports, the last first. */
  routes.get('/', async (c) => c.json({ imports: await pastImports(ports, c.get('companyId'), RUNS_SHOWN) }))

  /** Clients with disputed items in no follow-up. */
  routes.get('/unfollowed', async (c) => {
    const companyId = c.get('companyId')
    return c.json({ clients: await unfollowedDisputes(db, companyId, await loadCompany(db, companyId)) })
  })

  /** Looks at the beginning of the file again, with another encoding, delimiter or number of lines to skip. */
  routes.post('/:id/sketch', async (c) => {
    const upload = uploadOf(c.get('companyId'), c.req.param('id'))
    const { mapping } = await jsonBody(c, sketchAskedSchema)
    return c.json(await sketchFile(fileSource(upload.path), mapping))
  })

  /** What importing it would do: plan, first rows and errors. Nothing is kept. */
  routes.post('/:id/preview', async (c) => {
    const upload = uploadOf(c.get('companyId'), c.req.param('id'))
    const asked = await jsonBody(c, importAskedSchema)
    const previewed = await previewImport(ports, requestFor(upload, asked), async ({ run, plan }) => ({
      plan,
      rows: await firstRows(db, run.id, ROWS_SHOWN),
      errors: await firstErrors(db, run.id, ERRORS_SHOWN),
    })).catch(busyIsAConflict)
    const answer: PreviewAnswer = 'refusal' in previewed ? previewed : previewed.shown
    return c.json(answer)
  })

  /** Begins the import and answers at once; `GET /:id` tells how it goes. */
  routes.post('/:id/apply', async (c) => {
    const upload = uploadOf(c.get('companyId'), c.req.param('id'))
    const { confirm, ...asked } = await jsonBody(c, applyImportSchema)
    if (upload.progress.state === 'running')
      throw new ProblemAnswer('conflict', 'This file is being imported.')
    void follow(upload, requestFor(upload, asked), confirm)
    return c.json(upload.progress, 202)
  })

  routes.get('/:id', (c) => c.json(uploadOf(c.get('companyId'), c.req.param('id')).progress))

  routes.delete('/:id', (c) => {
    const upload = uploadOf(c.get('companyId'), c.req.param('id'))
    if (upload.progress.state === 'running')
      throw new ProblemAnswer('conflict', 'This file is being imported.')
    uploads.remove(upload)
    return c.json({ removed: true })
  })

  async function follow(upload: Upload, request: ImportRequest, confirm: boolean): Promise<void> {
    let runId = ''
    upload.progress = { state: 'running', done: 0, of: 0 }
    const end = await importFile(ports, request, {
      confirm,
      planned: async ({ run }) => void (runId = run.id),
      progress: (done, of) => (upload.progress = { state: 'running', done, of }),
    }).catch((error: unknown): ImportProgress => {
      if (error instanceof SourceBusy) return { state: 'busy' }
      const reference = upload.id
      log.error({ err: error, reference }, 'an import failed')
      return { state: 'failed', reference }
    })
    if (end.state === 'done' && 'notTaken' in end) {
      const { notTaken: _, ...done } = end
      upload.progress = { ...done, errors: await errorsOf(runId) }
    } else upload.progress = end
  }

  async function errorsOf(runId: string) {
    return firstErrors(db, runId, ERRORS_SHOWN).catch(() => [])
  }
  return routes
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

function busyIsAConflict(error: unknown): never {
  if (error instanceof SourceBusy)
    throw new ProblemAnswer('conflict', 'Another import of this source is running: wait for its end.')
  throw error
}
