import { expect, test, vi } from 'vitest'
import { must } from '#shared/base/must.ts'
import { type Register, followUpdates } from './updates.ts'

/** A tab, with the service worker's side in the hands of the test. */
function aTab(found: object | null = null) {
  const activate = vi.fn(async () => undefined)
  const reload = vi.fn()
  let told: Parameters<Register>[0] | undefined
  const updates = followUpdates((listeners) => {
    told = listeners
    return activate
  }, reload)
  const worker = {
    waiting: null as object | null,
    installing: null as object | null,
    update: vi.fn(async () => void (worker.installing = found)),
  }
  const { onRegisteredSW, onNeedRefresh, onNeedReload } = must(told, 'what is registered')
  onRegisteredSW('/sw.js', worker)
  const becomesReady = () => {
    worker.waiting = worker.installing ?? {}
    worker.installing = null
    onNeedRefresh()
  }
  return { updates, activate, reload, worker, becomesReady, takesOver: onNeedReload }
}

test('a newer version is offered, and the tab that takes it reloads', async () => {
  const { updates, activate, reload, becomesReady, takesOver } = aTab()
  becomesReady()
  expect(updates.state.value).toBe('ready')
  await updates.update()
  expect(activate).toHaveBeenCalledOnce()
  expect(reload).not.toHaveBeenCalled()
  takesOver()
  expect(reload).toHaveBeenCalledOnce()
})

test('a tab that was not asked does not reload by itself, but offers to', async () => {
  const { updates, reload, becomesReady, takesOver } = aTab()
  becomesReady()
  takesOver()
  expect(reload).not.toHaveBeenCalled()
  expect(updates.state.value).toBe('reload')
  await updates.update()
  expect(reload).toHaveBeenCalledOnce()
})

test('a version the server no longer answers looks for another, though its offer was put off', async () => {
  const { updates, worker, becomesReady } = aTab()
  becomesReady()
  updates.later()
  expect(updates.state.value).toBe('none')
  updates.require(true)
  expect(worker.update).toHaveBeenCalledOnce()
  expect(updates.state.value).toBe('required')
  updates.require(false)
  expect(updates.state.value).toBe('none')
})

test('what is found by asking is changed over to once it is installed', async () => {
  const { updates, activate, reload, becomesReady } = aTab({})
  await updates.update()
  expect([activate.mock.calls.length, reload.mock.calls.length]).toEqual([0, 0])
  becomesReady()
  expect(activate).toHaveBeenCalledOnce()
})

test('where nothing newer is found the page reloads', async () => {
  const { updates, reload, worker } = aTab()
  worker.update.mockRejectedValueOnce(new TypeError('network'))
  await updates.update()
  expect(reload).toHaveBeenCalledOnce()
})

test('a part that is gone is answered with the offer to reload', () => {
  const { updates } = aTab()
  updates.missPart()
  expect(updates.state.value).toBe('reload')
})
