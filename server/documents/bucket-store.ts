import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { Kept, Store } from './store.ts'

export type BucketSettings = {
  bucket: string
  region: string
  /** Of a service that speaks S3; undefined for Amazon's own. */
  endpoint: string | undefined
  /** Undefined: found as Amazon's tools find them. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
}

/** The store in a bucket of S3, or of what speaks like it. */
export function bucketStore({ bucket, region, endpoint, credentials }: BucketSettings): Store {
  const client = new S3Client({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    ...(credentials ? { credentials } : {}),
    // Checksums in trailers are younger than most services that speak S3.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const named = (key: string) => ({ Bucket: bucket, Key: key })

  const put: Store['put'] = async (key, bytes) => {
    await client.send(new PutObjectCommand({ ...named(key), Body: bytes, ContentLength: bytes.byteLength }))
  }

  async function read(key: string): Promise<Kept | undefined> {
    let answer: GetObjectCommandOutput
    try {
      answer = await client.send(new GetObjectCommand(named(key)))
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined
      throw error
    }
    if (!(answer.Body instanceof Readable)) throw new Error('The bucket answered without a stream.')
    return { bytes: answer.ContentLength ?? 0, stream: answer.Body }
  }

  return {
    put,
    putFile: async (key, path) => put(key, await readFile(path)),
    async has(key) {
      try {
        await client.send(new HeadObjectCommand(named(key)))
        return true
      } catch (error) {
        if (error instanceof NotFound) return false
        throw error
      }
    },
    read,
    async asFile(key, use) {
      const kept = await read(key)
      if (!kept) return undefined
      const folder = await mkdtemp(join(tmpdir(), 'suivi-document-'))
      try {
        const path = join(folder, 'bytes')
        await pipeline(kept.stream, createWriteStream(path))
        return await use(path)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand(named(key)))
    },
    async *list(companyId) {
      let next: string | undefined
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: `${companyId}/`, ContinuationToken: next }),
        )
        for (const { Key, LastModified } of page.Contents ?? [])
          if (Key !== undefined) yield { key: Key, keptAt: LastModified?.getTime() ?? 0 }
        next = page.NextContinuationToken
      } while (next !== undefined)
    },
  }
}
