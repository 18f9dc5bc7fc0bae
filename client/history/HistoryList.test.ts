import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { HistoryRow } from '#shared/journal/history.ts'
import { NOW, aClientFile, aCompany } from '#shared/testing/a-client-file.ts'
import { aChange, aHistoryRow } from '#shared/testing/a-history-row.ts'
import { closeAll, setUp } from '../replica/testing/a-workplace.ts'
import { provideWorkplace } from '../session/workplace.ts'
import { inApp } from '../shell/testing/in-app.ts'
import HistoryList from './HistoryList.vue'

let list: VueWrapper | undefined
afterEach(async () => {
  list?.unmount()
  await closeAll()
})

async function show(rows: HistoryRow[]) {
  const { work } = await setUp()
  const { plugins } = await inApp()
  const workplace = { install: (app: Parameters<typeof provideWorkplace>[1]) => provideWorkplace(work, app) }
  list = mount(HistoryList, {
    props: { rows, file: aClientFile(), company: aCompany() },
    global: { plugins: [...plugins, workplace] },
  })
  return list
}

const aComment = (n: number, more: Partial<HistoryRow> = {}) =>
  aHistoryRow('comment.written', {
    id: `comment ${n}`,
    number: n,
    at: NOW - n * 3_600_000,
    text: `Words ${n}`,
    ...more,
  })

describe('the history', () => {
  it('says what to expect while there is nothing', async () => {
    expect((await show([])).text()).toContain('Nothing has happened yet')
  })

  it('renders a first part of two thousand rows, and more when asked', async () => {
    const shown = await show(Array.from({ length: 2_000 }, (_, n) => aComment(n)))
    expect(shown.findAll('li')).toHaveLength(12)
    await shown
      .findAll('button')
      .find((one) => one.text() === 'Show 100 more')
      ?.trigger('click')
    expect(shown.findAll('li')).toHaveLength(112)
  })

  it('filters by kind', async () => {
    const moved = aHistoryRow('action.changed', {
      id: 'moved',
      changes: [aChange('actions', 'case', 'dueOn', '2026-11-24', '2026-11-30')],
    })
    const shown = await show([aComment(1), moved])
    expect(shown.findAll('li')).toHaveLength(2)
    await shown.get('input[value=comments]').setValue()
    expect(shown.findAll('li')).toHaveLength(1)
    expect(shown.text()).toContain('Words 1')
  })

  it('marks what waits to be sent, and strikes what was undone with who undid it', async () => {
    const undo = aHistoryRow('entry.undone', { id: 'undo', details: { undone: 'comment 1' } })
    const shown = await show([aComment(1), aComment(2, { number: null }), undo])
    expect(shown.text()).toContain('not sent yet')
    expect(shown.findAll('.line-through').length).toBeGreaterThan(0)
    expect(shown.text()).toContain('Undone ·')
  })

  it('tells moment, arrival, device and chain number in the details', async () => {
    const shown = await show([aComment(7, { receivedAt: NOW })])
    expect(shown.text()).toContain('Arrived')
    expect(shown.text()).not.toContain('Number in the chain')
    await shown.get('button[aria-expanded]').trigger('click')
    expect(shown.text()).toContain('Number in the chain7')
    expect(shown.text()).toContain('phone')
  })
})
