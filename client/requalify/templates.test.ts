import { type VueWrapper, mount } from '@vue/test-utils'
import { type App, defineComponent, h } from 'vue'
import { afterEach, expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import type { Setting } from '#shared/company/settings.ts'
import { aTemplate } from '#shared/testing/a-template.ts'
import { OPENS, SETTINGS, aClientFile } from '../replica/testing/a-company.ts'
import { closeAll, setUp } from '../replica/testing/a-workplace.ts'
import { provideWorkplace } from '../session/workplace.ts'
import { inApp } from '../shell/testing/in-app.ts'
import { useOpenAction } from './useOpenAction.ts'
import { type Requalifying, useRequalify } from './useRequalify.ts'

let page: VueWrapper | undefined
afterEach(async () => {
  page?.unmount()
  await closeAll()
})

const FILE = aClientFile(1, 3)
const OWN = aTemplate({
  kind: 'dispute',
  resolver: { by: 'person', personId: 'rui' },
  namePattern: { en: '{status}: {client}' },
  days: 3,
})
const leadsToIt = SETTINGS.flatMap((setting): Setting[] =>
  setting.kind === 'status' && setting.id === OPENS
    ? [{ ...setting, data: { ...setting.data, action: { mode: 'create', templateId: OWN.id } } }]
    : [],
)

/** Uses something of the app on the client, with its first item ticked. */
async function on<Used>(use: (file: Parameters<typeof useOpenAction>[0], ids: () => string[]) => Used) {
  const { work } = await setUp([FILE], 'ana', false, [OWN, ...leadsToIt])
  const { plugins } = await inApp()
  let used: Used | undefined
  const Around = defineComponent(() => {
    used = use(
      () => FILE,
      () => FILE.items.slice(0, 1).map(({ id }) => id),
    )
    return () => h('p')
  })
  page = mount(Around, {
    global: { plugins: [...plugins, { install: (app: App) => provideWorkplace(work, app) }] },
  })
  return must(used, 'what is used')
}

it('given a template of the company’s own, then it is offered by its name and made as it says', async () => {
  const { offers, begin, proposal, title, edits } = await on(useOpenAction)
  const offer = must(
    offers.value.find(({ key }) => key === OWN.id),
    'the template',
  )
  expect(offers.value.at(-1)).toBe(offer)
  expect(offer).toMatchObject({
    label: 'Lawyer',
    proposal: { kind: 'dispute', resolverId: 'rui', templateId: OWN.id },
  })
  begin(offer.begins)
  expect(title.value).toBe('Lawyer')
  edits.value = { name: 'Mine', kind: 'litigation' }
  expect(proposal.value).toMatchObject({ name: 'Mine', templateId: 'template.litigation' })
  expect(title.value).toBe('Follow-up')
})

it('given a status whose template names a resolver, then that one is proposed until somebody else is named, or nobody', async () => {
  const { chosen, opening, mode, setStatus }: Requalifying = await on(useRequalify)
  setStatus(OPENS)
  expect(mode.value).toBe('open')
  expect(opening.value).toMatchObject({ templateId: OWN.id, resolverId: 'rui' })
  chosen.value.resolverId = 'ben'
  expect(opening.value?.resolverId).toBe('ben')
  chosen.value.resolverId = null
  expect(opening.value?.resolverId).toBeNull()
  chosen.value.opening = { type: 'call' }
  expect(opening.value).toMatchObject({ type: 'call', kind: null, templateId: 'template.call' })
})
