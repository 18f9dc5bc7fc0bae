import { expect, it } from 'vitest'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import { NOBODY } from '#shared/journal/permissions.ts'
import { findKind, learnKindsFor } from './kinds-here.ts'

it('a device knows at once what people do with clients, and what is set for the company once it is needed', async () => {
  const byPeople = Object.values(ALL_KINDS).filter(({ may }) => may !== NOBODY)
  const unknown = () => byPeople.filter(({ name }) => !findKind(name)).map(({ subject }) => subject)
  expect(new Set(unknown())).toEqual(new Set(['company']))
  await learnKindsFor([{ kind: 'setting.saved', subject: { type: 'company' } }])
  expect(unknown()).toEqual([])
})
