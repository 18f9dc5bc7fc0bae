import { expect, it, onTestFinished } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { readFileAhead } from './file-ahead.ts'
import { aClientFile } from './testing/a-company.ts'
import { CLIENT, FILE, closeAll, setUp } from './testing/a-workplace.ts'

const PAGE = defineComponent({ render: () => h('p') })

async function aRouterOver(...args: Parameters<typeof setUp>) {
  const { work } = await setUp(...args)
  onTestFinished(closeAll)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: PAGE },
      { path: '/clients/:clientId', component: PAGE },
    ],
  })
  readFileAhead(work.view, router)
  await router.push('/')
  return { router, view: work.view }
}

it('given a client on the device, when its page is opened, then its file has been read before the page is shown', async () => {
  const { router, view } = await aRouterOver([aClientFile(1, 3)])
  expect(view.snapshot.value.files.has(FILE)).toBe(false)
  await router.push(`/clients/${CLIENT}`)
  expect(view.snapshot.value.files.get(FILE)?.file.items).toHaveLength(3)
})

it('given a client the device does not hold, when its page is opened, then nothing is waited for in vain', async () => {
  const { router, view } = await aRouterOver([aClientFile(1, 3)])
  await router.push('/clients/nobody-there')
  expect(router.currentRoute.value.path).toBe('/clients/nobody-there')
  expect(view.snapshot.value.files.get('client:nobody-there')).toBeNull()
})
