// @vitest-environment node
import { expect, it } from 'vitest'
import { Surroundings, until } from '../replica/testing/a-phone.ts'
import { standForLeader } from './leader.ts'

it('given a browser that refuses the lock, when a while has passed, then the tab stands again', async () => {
  const around = new Surroundings(() => Promise.reject(new Error('no network')))
  const reports: unknown[] = []
  const refusal = new DOMException('not active', 'InvalidStateError')
  let refused = 0
  let leads = false
  const candidate = standForLeader({
    ports: {
      ...around.ports,
      report: (error) => reports.push(error),
      locks: {
        request: (name, options, run) =>
          refused++ === 0 ? Promise.reject(refusal) : around.ports.locks.request(name, options, run),
      },
    },
    lock: 'lead',
    ask: () => undefined,
    lead: () => {
      leads = true
      return () => Promise.resolve()
    },
    onLost: () => undefined,
  })
  await until(() => leads || (around.pass(1000), false), 'the lead')
  expect(reports).toEqual([refusal])
  await candidate.resign()
})
