import { mount } from '@vue/test-utils'
import type { App } from 'vue'
import { afterEach, expect, test } from 'vitest'
import { until } from '../replica/testing/a-phone.ts'
import { CLIENT, FILE, closeAll, setUp } from '../replica/testing/a-workplace.ts'
import { provideWorkplace } from '../session/workplace.ts'
import { inApp } from '../shell/testing/in-app.ts'
import OpenActionSheet from '../requalify/OpenActionSheet.vue'
import NewActionView from './NewActionView.vue'

afterEach(closeAll)

test('a sheet that was put away stays away when its client changes, and comes back when chosen again', async () => {
  const { work, server, around } = await setUp()
  const app = await inApp()
  const workplace = { install: (app: App) => provideWorkplace(work, app) }
  const wrapper = mount(NewActionView, {
    global: { plugins: [...app.plugins, workplace], stubs: { OpenActionSheet: true } },
  })
  const sheet = () => wrapper.findComponent(OpenActionSheet)
  const choose = () => wrapper.get('li button').trigger('click')
  await choose()
  await until(() => sheet().exists() && sheet().props('open'), 'the sheet')
  sheet().vm.$emit('update:open', false)
  await until(() => !sheet().props('open'), 'the sheet put away')

  const before = work.view.snapshot.value.files.get(FILE)
  server.change(CLIENT, (file) => ({ ...file, client: { ...file.client, name: 'Renamed' } }))
  around.comeBack()
  await until(() => sheet().props('file').client.name === 'Renamed', 'the change')
  expect(work.view.snapshot.value.files.get(FILE)).not.toBe(before)
  expect(sheet().props('open')).toBe(false)
  await choose()
  expect(sheet().props('open')).toBe(true)
  wrapper.unmount()
})
