import { type VueWrapper, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { NO_STATUS } from '#shared/items/item.ts'
import { DISPUTE, OPENS, aClientFile, anAction, id } from '../replica/testing/a-company.ts'
import { until } from '../replica/testing/a-phone.ts'
import { closeAll, setUp } from '../replica/testing/a-workplace.ts'
import { type Workplace, provideWorkplace } from '../session/workplace.ts'
import { inApp } from '../shell/testing/in-app.ts'
import { useToasts } from '../ui/toasts.ts'
import ClientView from './ClientView.vue'

let page: VueWrapper | undefined
afterEach(async () => {
  page?.unmount()
  await closeAll()
  document.body.replaceChildren()
})

const CLIENT = id(1)
const CASE = id(900)

/** Three items; the first sits in a case. */
function aFileWithCase(): ClientFile {
  const file = aClientFile(1, 3)
  const stay = {
    id: id(950),
    clientId: CLIENT,
    actionId: CASE,
    itemId: id(1000),
    joinedOn: '2026-11-20',
    had: NO_STATUS,
    leftOn: null,
    leftBecause: null,
    leftWith: null,
    removed: false,
    version: 1,
  }
  return { ...file, actions: [anAction(900, CLIENT, { name: 'Pallet 7' })], associations: [stay] }
}

async function show(file: ClientFile, person = 'ana') {
  const { work } = await setUp([file], person)
  const { plugins } = await inApp()
  const workplace = { install: (app: Parameters<typeof provideWorkplace>[1]) => provideWorkplace(work, app) }
  page = mount(ClientView, {
    props: { clientId: CLIENT },
    global: { plugins: [...plugins, workplace] },
    attachTo: document.body,
  })
  await until(() => !document.body.textContent.includes('Loading'), 'the client')
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
async function tick(number: string, ticked: string) {
  document.querySelector<HTMLInputElement>(`input[aria-label="Tick ${number}"]`)?.click()
  await sees(ticked)
}
const told = () => useToasts().queue.map(({ text }) => text)

async function choose(value: string) {
  const find = () =>
    document.querySelector<HTMLInputElement>(`[role=dialog] input[type=radio][value="${value}"]`)
  await until(() => find() !== null, value)
  find()?.click()
}

describe('a change of status on the client page', () => {
  it('takes the ticked items through status, next action and summary', async () => {
    const work = await show(aFileWithCase())
    await tick('INV-1001', '1 ticked')
    await tick('INV-1002', '2 ticked')
    press(/^Change status$/)
    await sees('1 of 3')
    await choose(DISPUTE)
    await sees('Reason')
    press(/^Continue$/)
    await choose('open')
    await sees('dispute, INV-1001 +1')
    press(/^Continue$/)
    await sees('3 of 3')
    press(/^Submit$/)
    await until(() => entries(work).length === 1, 'the entry')
    expect(entries(work)[0]).toMatchObject({
      kind: 'items.requalified',
      data: {
        itemIds: [id(1001), id(1002)],
        statusId: DISPUTE,
        reasonId: 'reason-notKnown',
        next: {
          mode: 'open',
          opening: { type: 'followUp', kind: 'dispute', dueOn: '2026-11-29', ownerId: 'ana' },
        },
      },
    })
    await until(() => told().includes('2 items: dispute'), 'the toast')
  })

  it('offers no way past a case that its status opens whoever sets it', async () => {
    const work = await show(aFileWithCase())
    await tick('INV-1001', '1 ticked')
    press(/^Change status$/)
    await choose(OPENS)
    await sees('Reason')
    press(/^Continue$/)
    await sees('2 of 3')
    expect(document.querySelector('[role=dialog] input[type=radio][value="scenario"]')).toBeNull()
    press(/^Continue$/)
    await sees('3 of 3')
    press(/^Submit$/)
    await until(() => entries(work).length === 1, 'the entry')
    expect(entries(work)[0]).toMatchObject({ data: { statusId: OPENS, next: { mode: 'open' } } })
  })

  it('asks for a status first', async () => {
    await show(aFileWithCase())
    await tick('INV-1001', '1 ticked')
    press(/^Change status$/)
    await sees('1 of 3')
    press(/^Continue$/)
    await sees('Choose a status.')
  })

  it('says before Submit which items stay in the case they sit in', async () => {
    await show(aFileWithCase())
    await tick('INV-1000', '1 ticked')
    await tick('INV-1001', '2 ticked')
    press(/^Change status$/)
    await choose(DISPUTE)
    await sees('Reason')
    press(/^Continue$/)
    await sees('1 item stays in “Pallet 7”.')
    await choose('join')
    press(/^Continue$/)
    await sees('Joins “Pallet 7”')
    expect(document.body.textContent).not.toContain('stays in “Pallet 7”')
  })
})

describe('a new action on the client page', () => {
  it('for the client as a whole is made with two taps, as proposed', async () => {
    const work = await show(aFileWithCase())
    press(/^New action$/)
    await sees('takes nothing out of the scenario')
    press(/^Call/)
    await until(() => entries(work).length === 1, 'the entry')
    expect(entries(work)[0]).toMatchObject({
      kind: 'action.opened',
      data: { type: 'call', kind: null, itemIds: [], dueOn: '2026-11-23', ownerId: 'ana' },
    })
    await until(() => told().includes('Opened: Call'), 'the toast')
  })
})

describe('who may not', () => {
  it('is told when the client is not on the device', async () => {
    await show(aClientFile(2, 1))
    await sees('This client is not on this device')
  })
})
