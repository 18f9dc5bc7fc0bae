import { describe, expect, it } from 'vitest'
import type { ContactFields } from '../../clients/client.ts'
import { defaultPreferences } from '../../people/preferences.ts'
import { NOW, aClientFile, aCompany, aContact, anInvoice, idOf } from '../../testing/a-client-file.ts'
import { aStepDone, anEntry } from '../../testing/entries.ts'
import { given } from '../../testing/given.ts'
import { decideOnCompany, decideOnPerson } from '../decide.ts'
import { must } from '../../base/must.ts'
import type { Context } from '../entry-kind.ts'

const later = { at: NOW + 60_000 }
const contextAt = (at: number): Context => ({ company: aCompany(), at, occurred: at, historyOf: () => [] })

describe('a contact', () => {
  const fields: ContactFields = { name: 'Frau Berg', role: null, email: null, phone: null }
  const saved = (changed: Partial<ContactFields>, more = {}) =>
    anEntry(
      'contact.saved',
      { contactId: idOf('Frau Berg'), fields: { ...fields, ...changed }, removed: false },
      more,
    )
  const file = aClientFile({ contacts: [aContact('Frau Berg')] })

  it('is added, edited and taken away', () => {
    given(aClientFile())
      .when(saved({ phone: '+49 30 1' }))
      .then(({ file: after }) => expect(after.contacts).toMatchObject([{ phone: '+49 30 1' }]))
    given(file)
      .when(anEntry('contact.saved', { contactId: idOf('Frau Berg'), fields, removed: true }))
      .then(({ file: after }) => expect(after.contacts[0]?.removed).toBe(true))
    given(file).when(saved({})).thenNoop('alreadySo')
  })

  it('keeps, field by field, what was edited later', () => {
    given(file)
      .when(saved({ phone: '+49 30 2' }, later), saved({ phone: '+49 30 1' }))
      .then(({ file: after, applied }) => {
        expect(after.contacts[0]?.phone).toBe('+49 30 2')
        expect(applied.superseded).toEqual(['phone'])
      })
  })

  it('is edited in one field without a word about the others', () => {
    const phoneOnly = anEntry('contact.saved', {
      contactId: idOf('Frau Berg'),
      fields: { phone: '+49 30 1' },
      removed: false,
    })
    const emailOnly = anEntry(
      'contact.saved',
      { contactId: idOf('Frau Berg'), fields: { email: 'berg@mueller.example' }, removed: false },
      later,
    )
    given(file)
      .when(phoneOnly, emailOnly)
      .then(({ file: after }) =>
        expect(after.contacts[0]).toMatchObject({ phone: '+49 30 1', email: 'berg@mueller.example' }),
      )
    given(aClientFile()).when(phoneOnly).thenRefused('invalid', { field: 'data.fields.name' })
  })
})

describe('a client', () => {
  const assigned = (collectorId: string | null, more = {}) =>
    anEntry('client.assigned', { collectorId }, { by: 'creditManager', ...more })

  it('goes to a portfolio, or to nobody; the later word stands', () => {
    given(aClientFile())
      .when(assigned(null))
      .then(({ file }) => expect(file.client.collectorId).toBeNull())
    given(aClientFile()).when(assigned('collector')).thenNoop('alreadySo')
    given(aClientFile()).when(assigned('nobody')).thenRefused('personUnknown')
    given(aClientFile())
      .when(assigned('administrator', later), assigned(null))
      .then(({ file }) => expect(file.client.collectorId).toBe('administrator'))
  })
})

describe('a step of the scenario', () => {
  const done = (step: number, movedTo: string | null = null) => aStepDone('F1', step, { movedTo })
  const file = aClientFile({ items: [anInvoice('F1')] })

  it('that is done gives way to the next, moved it waits for its day', () => {
    given(file)
      .when(done(0))
      .then(({ file: after }) => expect(after.client.scenarioStep).toMatchObject({ next: 1, movedTo: null }))
    given(file)
      .when(done(0, '2026-12-01'))
      .then(({ file: after }) =>
        expect(after.client.scenarioStep).toMatchObject({ next: 0, movedTo: '2026-12-01' }),
      )
  })

  it('that is no longer the next one is left', () => {
    given(file).when(done(0), done(0)).thenNoop('alreadySo')
    given(file).when(done(1)).thenNoop('alreadySo')
  })
})

describe('a setting', () => {
  const company = aCompany()
  const dispute = must(company.settings.get('status.dispute'), 'the dispute status')
  const decide = (setting: typeof dispute) =>
    decideOnCompany(anEntry('setting.saved', { setting }), contextAt(NOW)).decision

  it('is renamed, and saved unchanged it is nothing', () => {
    const renamed = { ...dispute, data: { ...dispute.data, name: { en: 'Contested' } } } as typeof dispute
    expect(decide(renamed)).toMatchObject({ type: 'applied', rows: [{ table: 'settings' }] })
    expect(decide(dispute)).toEqual({ type: 'noop', reason: 'alreadySo' })
  })

  it('that is a status keeps its category and is retired, never removed: figures rest on it', () => {
    const otherwise = { ...dispute, data: { ...dispute.data, category: 'ongoing' } } as typeof dispute
    expect(decide(otherwise)).toMatchObject({ type: 'refused', refusal: { type: 'invalid' } })
    expect(decide({ ...dispute, removed: true })).toMatchObject({
      type: 'refused',
      refusal: { type: 'invalid' },
    })
  })
})

describe('preferences', () => {
  const saved = (theme: 'dark' | 'light', at: number) => anEntry('preferences.saved', { theme }, { at })
  const after = (...entries: ReturnType<typeof saved>[]) =>
    entries.reduce((preferences, entry) => {
      const { decision } = decideOnPerson(entry, preferences, contextAt(entry.at))
      const change = decision.type === 'applied' ? decision.rows[0] : undefined
      return change?.table === 'preferences' ? change.row : preferences
    }, defaultPreferences('collector'))

  it('keep what was chosen later, in whatever order it arrives', () => {
    expect(after(saved('dark', NOW), saved('light', NOW + 1)).theme).toBe('light')
    expect(after(saved('light', NOW + 1), saved('dark', NOW)).theme).toBe('light')
    expect(after(saved('dark', NOW), saved('dark', NOW + 2), saved('light', NOW + 1)).theme).toBe('dark')
  })
})

it('what is about something else is refused at once: it would wait for ever for an update that knows it', () => {
  const entry = anEntry('preferences.saved', { theme: 'dark' })
  const undo = {
    ...anEntry('entry.undone', { entryId: entry.id, actionIds: [], itemIds: [] }),
    subject: entry.subject,
  }
  const { decision } = decideOnPerson(undo, defaultPreferences('collector'), contextAt(NOW))
  expect(decision).toEqual({ type: 'refused', refusal: { type: 'cannotUndo' } })
  const company = { ...entry, subject: { type: 'company' as const } }
  expect(decideOnCompany(company, contextAt(NOW)).decision).toMatchObject({
    type: 'refused',
    refusal: { type: 'invalid', field: 'subject' },
  })
  const unknown = { ...company, kind: 'plan.signed' }
  expect(decideOnCompany(unknown, contextAt(NOW)).decision).toEqual({ type: 'unknown' })
})
