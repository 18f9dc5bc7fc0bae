// @vitest-environment node
import { afterEach, describe, expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { id } from '../replica/testing/a-company.ts'
import { until } from '../replica/testing/a-phone.ts'
import { closeAll, commentOf, open, setUp, settled, subject } from '../replica/testing/a-workplace.ts'
import type { Ports } from '../session/ports.ts'

afterEach(closeAll)

type Answer = { outcomes?: { outcome: object }[] }

/** A server that is one version ahead: it says more than this app knows in every answer. */
function ahead(fetch: Ports['fetch'], outcome: (known: object) => object): Ports['fetch'] {
  return async (url, init) => {
    const answer = await fetch(url, init)
    if (!answer.ok) return answer
    const body = (await answer.json()) as Answer
    const outcomes = body.outcomes?.map((one) => ({ ...one, why: 'new', outcome: outcome(one.outcome) }))
    return Response.json({ ...body, mood: 'fine', outcomes })
  }
}

async function aPhoneBehind(outcome: (known: object) => object) {
  const { around, server, work } = await setUp()
  await work.close()
  const behind = await open(around, 'ana', undefined, { fetch: ahead(around.ports.fetch, outcome) })
  return { around, server, behind }
}

describe('an entry of another build that is tried again', () => {
  it.each([
    { build: 'a newer', v: 99 },
    { build: 'an older', v: 1 },
  ])('leaves as it was made by $build', async ({ v }) => {
    const { server, work } = await setUp()
    const refused = {
      id: id(77),
      kind: 'comment.written',
      v,
      by: 'ana',
      subject,
      at: work.ports.clock.now(),
      device: 'phone',
      seen: { version: 0, stamp: '' },
      data: commentOf('one'),
    }
    await work.outbox.append([refused])
    const outcome = { type: 'refused', refusal: { type: 'notAllowed' } } as const
    await work.outbox.settle([{ entryId: refused.id, outcome, version: 0 }], work.ports.clock.now())
    await work.view.refresh()
    expect((await work.entries.tryAgain(refused.id)).type).toBe('kept')
    await until(() => server.pushes.length > 0)
    const [sent] = must(server.pushes.at(-1), 'the push').entries
    expect(sent?.entry).toMatchObject({ kind: refused.kind, v, data: refused.data })
  })
})

describe('an app one version behind its server', () => {
  it('understands what it knows of the answers', async () => {
    const { server, behind } = await aPhoneBehind((known) => ({ ...known, more: [1] }))
    await behind.entries.make('comment.written', subject, commentOf('one'))
    await until(settled(behind))
    expect(server.pushes).toHaveLength(1)
    expect(behind.view.snapshot.value.outbox[0]?.outcome).toEqual({ type: 'applied' })
  })

  it('keeps what was answered in words it does not know, goes on with the rest, and asks again after the update', async () => {
    const { around, server, behind } = await aPhoneBehind(() => ({ type: 'postponed', to: 'spring' }))
    await behind.entries.make('comment.written', subject, commentOf('one'))
    const isAnswered = () => behind.view.snapshot.value.outbox[0]?.outcome?.type === 'deferred'
    await until(isAnswered)
    await behind.entries.make('comment.written', subject, commentOf('two'))
    await until(() => server.history.length === 2)
    expect(server.pushes.map(({ entries }) => entries.length)).toEqual([1, 1])
    await behind.close()

    const updated = await open(around)
    await until(settled(updated))
    const outbox = updated.view.snapshot.value.outbox
    expect(outbox.map(({ outcome }) => outcome?.type)).toEqual(['applied', 'applied'])
    expect(must(server.pushes.at(-1), 'the last push').entries.map(({ n }) => n)).toEqual([1, 2])
  })
})
