import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Draft, type DraftPage, openKeptDatabase } from './kept-database.ts'
import { KeptPages } from './kept-pages.ts'

let kept: KeptPages
let others: KeptPages
let n = 0

beforeEach(() => {
  const name = `kept-pages-${++n}`
  kept = new KeptPages(() => openKeptDatabase(name), 'ana')
  others = new KeptPages(() => openKeptDatabase(name), 'rui')
})
afterEach(async () => {
  await kept.close()
  await others.close()
})

const aPage = (hash: string): DraftPage => ({
  hash,
  mediaType: 'image/jpeg',
  bytes: 3,
  width: 2,
  height: 1,
  name: '',
  hints: null,
})
const aDraft = (id: string, pages: DraftPage[] = []): Draft => ({
  id,
  userId: 'ana',
  place: { clientId: 'client', actionId: 'case', itemIds: [] },
  name: null,
  type: 'photo',
  remark: '',
  isShownToCustomer: false,
  pages,
  capturedAtMs: null,
  changedAtMs: 1,
  isOpen: true,
})
const bytes = () => ({ upload: new Uint8Array([1, 2, 3]).buffer, thumbnail: new Uint8Array([1]).buffer })
const aKeptDraft = async (id: string, hash: string) => {
  const draft = aDraft(id, [aPage(hash)])
  await kept.keepPage(draft, aPage(hash), bytes())
  return draft
}

describe('what a device alone has of documents', () => {
  it('is of one person: nobody else of the device sees it', async () => {
    await aKeptDraft('d', 'h')
    expect(await others.drafts()).toEqual([])
    expect(await others.bytesOf('h')).toBeNull()
  })

  it('a draft that was added is on its way, once, however often that is asked for', async () => {
    const draft = await aKeptDraft('d', 'h')
    await kept.send(draft, 5)
    await kept.change('d/h', { sentAtMs: 9 })
    await kept.send(draft, 6)
    expect(await kept.drafts()).toEqual([])
    expect(await kept.onTheirWay()).toMatchObject([{ hash: 'h', addedAtMs: 5, sentAtMs: 9 }])
  })

  it('bytes stay while anything speaks of them, and go with the last', async () => {
    const first = await aKeptDraft('d', 'h')
    await aKeptDraft('e', 'h')
    await kept.send(first, 5)
    await kept.forgetDraft('e')
    expect(await kept.bytesOf('h')).not.toBeNull()
    await kept.letGo(['d/h'])
    expect(await kept.bytesOf('h')).toBeNull()
  })

  it('a sweep takes nothing of anybody else, and leaves the room that was taken for the next picture', async () => {
    await aKeptDraft('d', 'h')
    expect(await kept.takeRoom()).toBe(true)
    await others.sweep()
    await kept.sweep()
    expect(await kept.bytesOf('h')).not.toBeNull()
    await kept.giveRoom()
  })

  it('a connection that died is opened anew', async () => {
    await aKeptDraft('d', 'h')
    await kept.close()
    expect(await kept.drafts()).toHaveLength(1)
  })
})
