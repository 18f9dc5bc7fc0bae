import { expect, test } from 'vitest'
import { createSession } from './session.ts'

const identityOf = (userId: string) => ({ userId, name: userId, email: '', role: null })

/** Two tabs of a device, and who the device remembers. */
function twoTabs() {
  const kept = new Map([['suivi.identity', JSON.stringify(identityOf('ana'))]])
  const keep = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string | null) =>
      void (value === null ? kept.delete(key) : kept.set(key, value)),
  }
  const fetch = async () => Response.json({})
  return { here: createSession({ fetch, keep }), there: createSession({ fetch, keep }), kept }
}

test('a tab that has not heard of the sign-out yet does not bring its person back', async () => {
  const { here, there, kept } = twoTabs()
  await there.signOut()
  here.learn({ name: 'Ana Ruiz', email: 'ana@x.fr', role: 'collector' })
  expect(kept.size).toBe(0)
})

test('nor in the place of somebody who has signed in meanwhile', () => {
  const { here, kept } = twoTabs()
  kept.set('suivi.identity', JSON.stringify(identityOf('ben')))
  here.learn({ name: 'Ana Ruiz', email: 'ana@x.fr', role: 'collector' })
  expect(kept.get('suivi.identity')).toBe(JSON.stringify(identityOf('ben')))
})

test('what the replica knows of the person is remembered', () => {
  const { here, kept } = twoTabs()
  here.learn({ name: 'Ana Ruiz', email: 'ana@x.fr', role: 'collector' })
  expect(kept.get('suivi.identity')).toContain('Ana Ruiz')
})
