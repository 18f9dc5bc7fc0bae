import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { PRICE, aClientFile, anAction, id } from '../replica/testing/a-company.ts'
import { until } from '../replica/testing/a-phone.ts'
import { closeAll, setUp } from '../replica/testing/a-workplace.ts'
import { provideWorkplace, type Workplace } from '../session/workplace.ts'
import { inApp } from '../shell/testing/in-app.ts'
import CaseView from './CaseView.vue'

let page: VueWrapper | undefined
afterEach(async () => {
  page?.unmount()
  await closeAll()
  document.body.replaceChildren()
})

const ACTION = id(900)
const CLIENT = id(1)

/** A client file with a dispute over its first two items. */
function aFileWithCase(fields = {}): ClientFile {
  const file = aClientFile(1, 3)
  const action = anAction(900, CLIENT, { name: 'Pallet 7', kind: 'dispute', reasonId: PRICE, ...fields })
  const stays = file.items.slice(0, 2).map((item, index) => ({
    id: id(950 + index),
    clientId: CLIENT,
    actionId: ACTION,
    itemId: item.id,
    joinedOn: '2026-11-20',
    had: {
      statusId: null,
      statusOn: null,
      statusBy: null,
      statusComment: null,
      reasonId: null,
      disputedMinor: null,
    },
    leftOn: null,
    leftBecause: null,
    leftWith: null,
    removed: false,
    version: 1,
  }))
  return { ...file, actions: [action], associations: stays }
}

async function show(file: ClientFile, actionId = ACTION, person = 'ana') {
  const { work } = await setUp([file], person)
  const { plugins } = await inApp()
  const workplace = { install: (app: Parameters<typeof provideWorkplace>[1]) => provideWorkplace(work, app) }
  page = mount(CaseView, {
    props: { actionId },
    global: { plugins: [...plugins, workplace] },
    attachTo: document.body,
  })
  await until(() => !document.body.textContent.includes('Loading'), 'the case')
  return work
}

function press(name: RegExp) {
  const found = [...document.querySelectorAll('button')].find((one) =>
    name.test(one.getAttribute('aria-label') ?? one.textContent.trim()),
  )
  if (!found) throw new Error(`no button ${String(name)}`)
  found.click()
}
const sees = (text: string) => until(() => document.body.textContent.includes(text), `“${text}”`)
const entries = (work: Workplace) => work.view.snapshot.value.outbox.map(({ entry }) => entry)

describe('the case page', () => {
  it('shows what the case is, what it is about and what is next', async () => {
    await show(aFileWithCase({ resolverId: 'rui' }))
    for (const text of ['Pallet 7', 'Dispute', 'price', 'rui', 'What is next']) await sees(text)
    expect(document.querySelectorAll('article input[type=checkbox]')).toHaveLength(2)
  })

  it('reschedules with two taps and says so', async () => {
    const work = await show(aFileWithCase())
    press(/^Reschedule$/)
    await sees('Choose a day')
    press(/^\+7 days/)
    await until(() => entries(work).length === 1, 'the entry')
    expect(entries(work)[0]).toMatchObject({
      kind: 'action.changed',
      data: { actionId: ACTION, fields: { dueOn: '2026-11-29' } },
    })
    await sees('Rescheduled')
  })

  it('gives the case to a resolver with two taps', async () => {
    const work = await show(aFileWithCase())
    press(/^Resolver/)
    await sees('Who resolves it')
    press(/^rui/)
    await until(() => entries(work).length === 1, 'the entry')
    expect(entries(work)[0]?.data).toMatchObject({ fields: { resolverId: 'rui' } })
  })

  it('is ready to close when its last item has left, and closes with one button', async () => {
    const file = aFileWithCase()
    const associations = file.associations.map((stay) => ({
      ...stay,
      leftOn: '2026-11-21',
      leftBecause: 'resolved' as const,
    }))
    const work = await show({ ...file, associations })
    await sees('Ready to close')
    press(/^Close the case$/)
    await sees('How it ended')
    const [, confirm] = [...document.querySelectorAll('button')].filter(
      (one) => one.textContent.trim() === 'Close the case',
    )
    confirm?.click()
    await sees('Resolution time')
    await until(() => entries(work)[0]?.kind === 'action.closed')
  })

  it('says so when the case is not on the device', async () => {
    await show(aFileWithCase(), id(901))
    await sees('This case is not on this device')
  })

  it('shows a resolver the case alone: no other items to put in, no client page', async () => {
    await show(aFileWithCase({ resolverId: 'rui' }), ACTION, 'rui')
    await sees('Pallet 7')
    expect(document.body.textContent).toContain('Comment')
    expect(document.body.textContent).not.toContain('Put items in')
    expect(document.querySelector('a[href^="/clients"]')).toBeNull()
  })
})
