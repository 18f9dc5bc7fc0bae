// @vitest-environment node
import { afterEach, describe, expect, it, vi } from 'vitest'
import { until } from '../replica/testing/a-phone.ts'
import { FILE, closeAll, commentOf, setUp, settled, subject } from '../replica/testing/a-workplace.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await closeAll()
})

describe('an entry that is on disk while the screen cannot be read', () => {
  it('is kept, is said to be kept, and is sent', async () => {
    const { work, server } = await setUp()
    const release = work.view.watchFile(FILE)
    await work.view.refresh()
    const report = vi.spyOn(work.ports, 'report').mockImplementation(() => undefined)
    vi.spyOn(work.view, 'refresh').mockRejectedValueOnce(new Error('unreadable'))
    const made = await work.entries.make('comment.written', subject, commentOf('one'))
    expect(made.type).toBe('kept')
    expect(report).toHaveBeenCalledOnce()
    await until(() => server.history.length > 0)
    await until(settled(work))
    expect(server.history.map(({ text }) => text)).toEqual(['one'])
    release()
  })
})
