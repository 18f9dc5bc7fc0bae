import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BucketSettings } from '../bucket-store.ts'

const BUCKET = 'suivi'
/** Few, so that a list has pages. */
const LISTED_AT_ONCE = 3
const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' }

/** As much of S3 as a store needs, by its manual: objects under path-style addresses, lists in pages, errors as XML. */
export async function fakeBucket() {
  const objects = new Map<string, { bytes: Buffer; at: Date }>()
  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bucket')
    const [, bucket, ...rest] = decodeURIComponent(pathname).split('/')
    const key = rest.join('/')
    const bytes = Buffer.concat(await request.toArray())
    if (!request.headers.authorization?.startsWith(`AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/`))
      return fail(response, 403, 'AccessDenied')
    if (bucket !== BUCKET) return fail(response, 404, 'NoSuchBucket')
    if (request.method === 'PUT') {
      if (request.headers['content-encoding'] === 'aws-chunked') return fail(response, 501, 'NotImplemented')
      objects.set(key, { bytes, at: new Date() })
      return void response.writeHead(200, { etag: '"x"' }).end()
    }
    if (request.method === 'DELETE') {
      objects.delete(key)
      return void response.writeHead(204).end()
    }
    if (key === '') return list(response, searchParams)
    const found = objects.get(key)
    if (!found) return fail(response, 404, 'NoSuchKey')
    response.writeHead(200, { 'content-length': found.bytes.length })
    response.end(request.method === 'HEAD' ? undefined : found.bytes)
  }

  function list(response: ServerResponse, query: URLSearchParams): void {
    const after = query.get('continuation-token') ?? ''
    const left = [...objects]
      .filter(([key]) => key.startsWith(query.get('prefix') ?? '') && key > after)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
    const page = left.slice(0, LISTED_AT_ONCE)
    const isMore = left.length > page.length
    const contents = page.map(
      ([key, { bytes, at }]) =>
        `<Contents><Key>${key}</Key><Size>${bytes.length}</Size><LastModified>${at.toISOString()}</LastModified></Contents>`,
    )
    const next = isMore ? `<NextContinuationToken>${page.at(-1)?.[0] ?? ''}</NextContinuationToken>` : ''
    response
      .writeHead(200, { 'content-type': 'application/xml' })
      .end(
        `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isMore}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
      )
  }

  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const settings: BucketSettings = {
    bucket: BUCKET,
    region: 'eu-west-3',
    endpoint: `http://127.0.0.1:${port}`,
    credentials,
  }
  return { settings, objects, stop: () => void server.close() }
}

function fail(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}
