import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { every, except } from 'hono/combine'
import { createMiddleware } from 'hono/factory'
import { idSchema } from '#shared/base/ids.ts'
import { isAllowedType } from '#shared/documents/allowed-types.ts'
import { extensionOf } from '#shared/documents/endings.ts'
import { cleanName } from '#shared/documents/clean-name.ts'
import { IS_SHOWN, settledOf } from '#shared/documents/document.ts'
import {
  LINK_LASTS_MS,
  PAGE_FORMS,
  type PageForm,
  haveSchema,
  linksSchema,
  pageAddress,
} from '#shared/protocol/documents.ts'
import { personFinder } from '../company/people-store.ts'
import type { Database } from '../db/open.ts'
import type { Settings } from '../env.ts'
import { jsonBody } from '../http/json-body.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { type AtWorkEnv, atWorkOnly } from '../people/at-work.ts'
import type { Auth } from '../people/auth.ts'
import { signedInOnly } from '../people/signed-in.ts'
import { themselvesOnly } from '../people/themselves.ts'
import { linkedPerson, signedLink } from './signed-link.ts'
import type { Documents } from './documents.ts'
import { type Kept, keyOf } from './store.ts'
import { recordGiver } from './take.ts'
import { type Asker, type SeenDocument, givenBytes, visibleBytes, visibleDocument } from './visible.ts'

export type DocumentRouteParts = {
  database: Database
  auth: Auth
  documents: Pick<Documents, 'store' | 'changed'>
  settings: Pick<Settings, 'secret'>
  now: () => number
}

/** Pages of documents and what is asked about them, under `/api/documents`; see the README beside this. */
export function documentRoutes(parts: DocumentRouteParts): Hono<AtWorkEnv> {
  const { database, auth, documents, settings, now } = parts
  const { db } = database
  const routes = new Hono<AtWorkEnv>()
  const personOf = personFinder(db)
  const signedIn = every(signedInOnly(auth, db), atWorkOnly(db), themselvesOnly)

  /** By the link's signature where there is one, else by the session. */
  const isLinked = (c: Context) => c.req.query('signature') !== undefined
  const byLink = createMiddleware<AtWorkEnv>(async (c, next) => {
    if (!isLinked(c)) return next()
    const personId = linkedPerson(settings.secret, c.req.path, c.req.query(), now())
    const found = personId === null ? null : await personOf(personId)
    if (!found?.person.active) throw new ProblemAnswer('signed-out', 'This link is over: ask for a new one.')
    c.set('companyId', found.companyId)
    c.set('person', found.person)
    return next()
  })

  /**
   * A page of a document, `n` from 1: `thumbnail` and `display` as clean JPEG, `original` as attachment. Scope is asked
   * for each; what is not settled, or not to be shown, is answered `conflict`.
   */
  routes.get('/:documentId/pages/:n/:form', except(isLinked, signedIn), byLink, async (c) => {
    const asker = { companyId: c.get('companyId'), person: c.get('person') }
    const form = PAGE_FORMS.find((one) => one === c.req.param('form'))
    const documentId = c.req.param('documentId')
    const isId = idSchema.safeParse(documentId).success
    const document = form && isId ? await visibleDocument(db, asker, documentId) : undefined
    const page = document?.pages[Number(c.req.param('n')) - 1]
    if (!form || !document || !page) throw none()
    const settled = settledOf(document, page.hash)
    if (!settled) throw new ProblemAnswer('conflict', 'This page is on its way.')
    if (!IS_SHOWN[settled.state])
      throw new ProblemAnswer('conflict', `This page is not handed out: ${settled.state}.`)
    const kept = await documents.store.read(
      keyOf(asker.companyId, page.hash, form === 'original' ? undefined : form),
    )
    if (!kept) throw none()
    return served(
      c,
      kept,
      form,
      nameOf(document, Number(c.req.param('n')), form, settled.mediaType),
      settled.mediaType,
    )
  })

  routes.use('/have', signedIn)
  routes.use('/links', signedIn)

  /**
   * Takes `{hashes}`, answers `{have}`: those that need not be sent, since the asker may see a settled page of them, or
   * gave them already and they are still here.
   */
  routes.post('/have', async (c) => {
    const { hashes } = await jsonBody(c, haveSchema)
    const asker = askerOf(c)
    const { companyId, person } = asker
    const have = await visibleBytes(db, asker, hashes)
    for (const { hash } of have)
      await recordGiver(db, { companyId, personId: person.id }, { hash, bytes: 0, at: now() })
    if (have.length > 0) documents.changed(companyId)
    const told = new Set(have.map(({ hash }) => hash))
    const open = hashes.filter((hash) => !told.has(hash))
    for (const { hash } of open.length > 0 ? await givenBytes(db, asker, open) : [])
      if (await documents.store.has(keyOf(companyId, hash))) told.add(hash)
    return c.json({ have: [...told] })
  })

  /** Takes `{pages: [{documentId, page, form}]}`, answers `{links, until}`: addresses that work without a cookie. */
  routes.post('/links', async (c) => {
    const { pages } = await jsonBody(c, linksSchema)
    const asker = askerOf(c)
    const until = now() + LINK_LASTS_MS
    const ids = [...new Set(pages.map(({ documentId }) => documentId))]
    const seen = new Map(
      (await Promise.all(ids.map((id) => visibleDocument(db, asker, id)))).map((one) => [one?.id, one]),
    )
    const links = pages.map(({ documentId, page, form }) => {
      if (!seen.get(documentId)?.pages[page - 1]) return null
      const address = pageAddress(documentId, page, form)
      return signedLink(settings.secret, { address, personId: asker.person.id, until })
    })
    return c.json({ links, until })
  })
  return routes
}

const askerOf = (c: Context<AtWorkEnv>): Asker => ({
  companyId: c.get('companyId'),
  person: c.get('person'),
})

function none(): ProblemAnswer {
  return new ProblemAnswer('not-found', 'There is no such page, or it is not yours to see.')
}

function served(
  c: Context<AtWorkEnv>,
  { stream, bytes }: Kept,
  form: PageForm,
  name: string,
  mediaType: string,
): Response {
  const isOriginal = form === 'original'
  return c.body(Readable.toWeb(stream), 200, {
    'content-type': isOriginal ? mediaType : 'image/jpeg',
    'content-length': String(bytes),
    'content-disposition': `${isOriginal ? 'attachment' : 'inline'}; filename="${plain(name)}"; filename*=UTF-8''${encoded(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    // A device keeps its own copies, which it can wipe; a browser's cache it could not.
    'cache-control': 'private, no-store',
  })
}

/** The document's name, with the page where there are several, and the ending of what it is. */
function nameOf(document: SeenDocument, page: number, form: PageForm, mediaType: string): string {
  const stem = cleanName(document.name).replace(/\.[a-z0-9]{1,5}$/i, '') || 'document'
  const ending = form === 'original' && isAllowedType(mediaType) ? extensionOf(mediaType) : 'jpg'
  return `${stem}${document.pages.length > 1 ? ` ${page}` : ''}.${ending}`
}

const plain = (name: string) => name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')

const encoded = (name: string) =>
  encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
