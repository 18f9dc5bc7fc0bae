import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bucketStore } from './bucket-store.ts'
import { folderStore } from './folder-store.ts'
import { type Store, hashOfKey, keyOf } from './store.ts'
import { fakeBucket } from './testing/fake-bucket.ts'

let folder = ''
let bucket: Awaited<ReturnType<typeof fakeBucket>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suivi-store-'))
  bucket = await fakeBucket()
})
afterAll(async () => {
  bucket.stop()
  await rm(folder, { recursive: true })
})

const COMPANY = 'company'
const hashes = Array.from({ length: 5 }, (_, at) => String(at).repeat(64))
const text = async (store: Store, key: string) => {
  const kept = await store.read(key)
  return kept && { bytes: kept.bytes, text: Buffer.concat(await kept.stream.toArray()).toString() }
}

const STORES: [name: string, make: () => Store][] = [
  ['a folder', () => folderStore(join(folder, 'store'))],
  ['a bucket', () => bucketStore(bucket.settings)],
]

describe.each(STORES)('%s', (_name, make) => {
  it('gives back what was put, as a stream and as a file, and says when there is nothing', async () => {
    const store = make()
    const [a = '', b = ''] = hashes
    const path = join(folder, 'incoming')
    await writeFile(path, 'from a file')
    await store.put(keyOf(COMPANY, a), Buffer.from('from memory'))
    await store.putFile(keyOf(COMPANY, b), path)
    expect(await text(store, keyOf(COMPANY, a))).toEqual({ bytes: 11, text: 'from memory' })
    expect(await text(store, keyOf(COMPANY, b))).toEqual({ bytes: 11, text: 'from a file' })
    expect(await readFile(path, 'utf8')).toBe('from a file')
    expect(await store.asFile(keyOf(COMPANY, b), (file) => readFile(file, 'utf8'))).toBe('from a file')
    expect(await store.has(keyOf(COMPANY, a))).toBe(true)
    expect(await store.has(keyOf(COMPANY, a, 'display'))).toBe(false)
    expect(await store.read(keyOf(COMPANY, a, 'display'))).toBeUndefined()
    expect(await store.asFile(keyOf('another', a), async () => 'there')).toBeUndefined()
  })

  it('lists all of one company, in pages or not, and removes for good, as often as asked', async () => {
    const store = make()
    for (const hash of hashes) await store.put(keyOf('listed', hash, 'thumbnail'), Buffer.from(hash))
    await store.put(keyOf('other', hashes[0] ?? ''), Buffer.from('x'))
    const listed = async () => {
      const keys: string[] = []
      for await (const { key, keptAt } of store.list('listed')) {
        expect(Math.abs(Date.now() - keptAt)).toBeLessThan(60_000)
        keys.push(key)
      }
      return keys.toSorted()
    }
    const keys = hashes.map((hash) => keyOf('listed', hash, 'thumbnail'))
    expect(await listed()).toEqual(keys)
    expect(keys.map(hashOfKey)).toEqual(hashes)
    await store.remove(keys[0] ?? '')
    await store.remove(keys[0] ?? '')
    expect(await listed()).toEqual(keys.slice(1))
    const none: string[] = []
    for await (const { key } of store.list('nobody')) none.push(key)
    expect(none).toEqual([])
  })
})

it('a folder that takes no more leaves nothing half behind', async () => {
  const store = folderStore(join(folder, 'full'))
  await store.put(keyOf(COMPANY, hashes[0] ?? ''), Buffer.from('x'))
  await expect(
    store.putFile(keyOf(COMPANY, hashes[0]?.replace('0', 'a') ?? ''), '/nowhere'),
  ).rejects.toThrow()
  expect(
    (await readdir(join(folder, 'full'), { recursive: true })).filter((name) => name.endsWith('.part')),
  ).toEqual([])
})

it('a bucket that refuses is a failure, not an absence', async () => {
  const { settings } = bucket
  const stranger = bucketStore({ ...settings, credentials: { accessKeyId: 'x', secretAccessKey: 'y' } })
  await expect(stranger.read('k')).rejects.toThrow()
  await expect(stranger.has('k')).rejects.toThrow()
  await expect(bucketStore({ ...settings, bucket: 'none' }).put('k', Buffer.from('x'))).rejects.toThrow()
})
