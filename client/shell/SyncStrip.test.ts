import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import SyncStrip from './SyncStrip.vue'
import { inApp } from './testing/in-app.ts'

const asOfMs = Date.UTC(2026, 10, 22, 9, 12)
async function strip(props: {
  state: 'live' | 'syncing' | 'offline' | 'stopped'
  pending?: number
  needsYou?: number
  asOfMs?: number | null
}) {
  return mount(SyncStrip, {
    props: { asOfMs, pending: 0, needsYou: 0, to: '/sync', ...props },
    global: await inApp('fr'),
  }).text()
}

test('when all is sent it says how old the picture is', async () => {
  expect(await strip({ state: 'live' })).toBe('À jourvu à 09:12')
})

test('offline it says what waits and what needs you', async () => {
  const text = await strip({ state: 'offline', pending: 3, needsYou: 1 })
  expect(text).toContain('Hors ligne · 3 à envoyer')
  expect(text).toContain('1 vous attend')
})

test('before the first contact there is no age to tell', async () => {
  expect(await strip({ state: 'stopped', asOfMs: null })).toContain('aucune donnée')
})
