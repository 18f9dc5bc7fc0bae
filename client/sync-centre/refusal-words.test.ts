import { mount } from '@vue/test-utils'
import { defineComponent } from 'vue'
import { expect, test } from 'vitest'
import { must } from '#shared/base/must.ts'
import { LEFT_OUT_REASONS, type Refusal } from '#shared/journal/outcome.ts'
import type { Language } from '#shared/people/preferences.ts'
import { inApp } from '../shell/testing/in-app.ts'
import { type Translate, useWords } from '../shell/i18n/useWords.ts'
import { leftOutWords, refusalWords } from './refusal-words.ts'

async function words(language: Language = 'en') {
  const held: { t?: Translate } = {}
  const Holder = defineComponent({ setup: () => ((held.t = useWords().t), () => null) })
  mount(Holder, { global: await inApp(language) })
  const t = must(held.t, 'the words')
  const teller = {
    t,
    personName: (id: string) => (id === 'ana' ? 'Ana Ruiz' : null),
    actionName: (id: string) => (id === 'case' ? 'Pallet 7' : null),
    instant: () => '3 Nov, 09:12',
    amount: (minor: number, currency: string) => `${minor} ${currency}`,
  }
  return { t, say: (refusal: Refusal) => refusalWords(refusal, teller) }
}

const EACH: { [Type in Refusal['type']]: Extract<Refusal, { type: Type }> } = {
  notAllowed: { type: 'notAllowed' },
  notFound: { type: 'notFound', what: 'client' },
  closed: { type: 'closed', by: 'ana', at: 1 },
  notClosed: { type: 'notClosed' },
  nothingLeft: { type: 'nothingLeft', items: [{ itemId: 'i', because: 'settled' }] },
  inOtherAction: { type: 'inOtherAction', itemIds: ['i'], actionId: null },
  statusUnknown: { type: 'statusUnknown' },
  personUnknown: { type: 'personUnknown' },
  settingUnknown: { type: 'settingUnknown', field: 'reasonId' },
  idTaken: { type: 'idTaken' },
  touchedSince: { type: 'touchedSince', fields: ['dueOn'] },
  cannotUndo: { type: 'cannotUndo' },
  dependsOn: { type: 'dependsOn', entryId: 'e' },
  declined: { type: 'declined', by: 'ana', text: null },
  lapsed: { type: 'lapsed' },
  alreadyDecided: { type: 'alreadyDecided', by: 'ana', at: 1 },
  notAsked: { type: 'notAsked' },
  ownRequest: { type: 'ownRequest' },
  changedSince: {
    type: 'changedSince',
    fields: [{ field: 'amountMinor', before: 1, after: 2 }],
  },
  stillAsked: { type: 'stillAsked' },
  discarded: { type: 'discarded', reason: 'made twice' },
  notPossible: { type: 'notPossible', what: 'plan', state: 'kept' },
  amiss: { type: 'amiss', field: 'data.instalments', problem: 'doesNotAddUp', byMinor: 1, currency: 'EUR' },
  invalid: { type: 'invalid', field: 'data.fields.name', detail: 'too long' },
  defect: { type: 'defect', reference: 'abc' },
}

test.each(['en', 'fr'] as const)('in %s every refusal is a sentence of its own', async (language) => {
  const { say } = await words(language)
  const sentences = Object.values(EACH).map(say)
  expect(new Set(sentences).size).toBe(sentences.length)
  for (const sentence of sentences) expect(sentence).toMatch(/^[^{}]+\.$|abc/)
  expect(sentences.filter((sentence) => sentence.includes('refusals.'))).toEqual([])
})

test('a setting that others rest on is told as its form would', async () => {
  const { say } = await words()
  const ofSetting = (detail: string) => say({ type: 'invalid', field: 'data.setting.data.action', detail })
  expect(ofSetting('statusCycle')).toContain('it cannot open one again')
  expect(ofSetting('inUse')).toMatch(/does not fit/)
  expect(say({ type: 'invalid', field: 'data.name', detail: 'noName' })).toMatch(/does not fit/)
})

test('who closed it and when is told when it is known', async () => {
  const { say } = await words()
  expect(say({ type: 'closed', by: 'ana', at: 1 })).toBe('Ana Ruiz closed it on 3 Nov, 09:12.')
  expect(say({ type: 'closed', by: 'accounting', at: 1 })).toBe('It has been closed meanwhile.')
})

test('an action that one may see is named, another one is not', async () => {
  const { say } = await words()
  expect(say({ type: 'inOtherAction', itemIds: ['a', 'b'], actionId: 'case' })).toBe(
    '2 items already sit in “Pallet 7”.',
  )
  expect(say({ type: 'inOtherAction', itemIds: ['a'], actionId: 'hidden' })).toBe(
    'The item already sits in another open action.',
  )
})

test('fields that are one to the reader are said once', async () => {
  const { say } = await words()
  expect(say({ type: 'touchedSince', fields: ['statusId', 'statusOn', 'dueOn', 'odd'] })).toBe(
    'Somebody has changed it since: the status, the date, another field.',
  )
})

test('items left out are counted by reason', async () => {
  const { t } = await words()
  const items = [
    { itemId: 'a', because: 'settled' },
    { itemId: 'b', because: 'notFound' },
    { itemId: 'c', because: 'settled' },
  ] as const
  expect(leftOutWords(items, t)).toBe('2 items are paid or cleared, 1 item is no longer there')
  expect(LEFT_OUT_REASONS.map((because) => leftOutWords([{ itemId: 'a', because }], t))).not.toContain('')
})
