import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { testDatabase, testEngine } from '../testing/databases.ts'
import { freePort } from '../testing/postgres.ts'
import { openDatabase } from './open.ts'
import { rowOf, rowsOf } from './rows.ts'

test('both engines answer with the same plain rows', async () => {
  const { db } = await testDatabase()
  const row = await rowOf(
    db,
    sql`select 9007199254740991::int8 as big, 7::int4 as small, sum(v)::int8 as total, sum(v) as bare_sum,
          1.50::numeric(9,2) as rate, '2026-03-29'::date as day, '2026-03-29 01:00:00+00'::timestamptz as moment,
          '{"a":[1,"x",null]}'::jsonb as body, 'plain' as words, true as yes, null::text as nothing,
          array[1,2]::int8[] as numbers, array['a','b']::text[] as names, 1.5::float8 as ratio
        from (values (1::int8), (2::int8)) as t(v)`,
  )
  expect(row).toEqual({
    big: 9007199254740991,
    small: 7,
    total: 3,
    bare_sum: 3,
    rate: '1.50',
    day: '2026-03-29',
    moment: '2026-03-29 01:00:00+00',
    body: { a: [1, 'x', null] },
    words: 'plain',
    yes: true,
    nothing: null,
    numbers: [1, 2],
    names: ['a', 'b'],
    ratio: 1.5,
  })
})

test('a number that would lose digits is refused', async () => {
  const { db } = await testDatabase()
  await expect(rowsOf(db, sql`select 9007199254740993::int8 as big`)).rejects.toThrow()
})

test('numbers, days, documents and lists go in as parameters', async () => {
  const { db } = await testDatabase()
  const rows = await rowsOf<{ id: number; day: string; body: unknown }>(
    db,
    sql`select id, day, body
        from jsonb_to_recordset(${JSON.stringify([{ id: 5, day: '2026-01-31', body: { x: 1 } }])}::jsonb)
          as t(id int8, day date, body jsonb)
        where id = any(${sql.param([5, 6])}::int8[]) and day >= ${'2026-01-01'}::date and id < ${9_000_000_000}::int8`,
  )
  expect(rows).toEqual([{ id: 5, day: '2026-01-31', body: { x: 1 } }])
})

test('a transaction that throws leaves nothing behind', async () => {
  const { db, transaction } = await testDatabase()
  await db.execute(sql`create table if not exists open_probe (n int8)`)
  await expect(
    transaction(async (tx) => {
      await tx.execute(sql`insert into open_probe values (1)`)
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  expect(await rowsOf(db, sql`select n from open_probe`)).toEqual([])
})

test('a snapshot reads one moment and writes nothing', async () => {
  const { transaction } = await testDatabase()
  const level = await transaction(
    (tx) => rowOf(tx, sql`select current_setting('transaction_isolation') as level`),
    { snapshot: true },
  )
  expect(level).toEqual({ level: 'repeatable read' })
  await expect(
    transaction((tx) => tx.execute(sql`create table never (n int)`), { snapshot: true }),
  ).rejects.toThrow()
})

test('the outer handle inside a transaction is an error, not a hang', async () => {
  const { db, transaction } = await testDatabase()
  const inner = transaction(async () => rowsOf(db, sql`select 1 as one`))
  await expect(inner).rejects.toSatisfy(mentions('inside a transaction only its own handle'))
  await expect(transaction(() => transaction(async () => 1))).rejects.toSatisfy(
    mentions('only its own handle'),
  )
  expect(await rowsOf(db, sql`select 1 as one`)).toEqual([{ one: 1 }])
})

test('work that outlives its transaction may use the outer handle', async () => {
  const { db, transaction } = await testDatabase()
  let later: Promise<unknown> = Promise.resolve()
  const ended = Promise.withResolvers<void>()
  await transaction(async () => {
    later = ended.promise.then(() => rowsOf(db, sql`select 1 as one`))
  })
  ended.resolve()
  expect(await later).toEqual([{ one: 1 }])
})

test('what is notified is heard', async () => {
  const { listen, notify } = await testDatabase()
  const heard = Promise.withResolvers<string>()
  await listen('open_probe', heard.resolve)
  await notify('open_probe', 'version 7')
  expect(await heard.promise).toBe('version 7')
})

if (testEngine === 'postgres') {
  test('an address where nobody listens ends in one sentence without the password', async () => {
    const url = `postgres://me:secret@127.0.0.1:${await freePort()}/x`
    const failure = await openDatabase({ url }).catch((error: unknown) => error)
    expect(String(failure)).toMatch(
      /^StartFailure: DATABASE_URL does not lead to a usable database \(.*ECONNREFUSED/,
    )
    expect(String(failure)).not.toContain('secret')
  })

  test('something that is no address ends in one sentence', async () => {
    await expect(openDatabase({ url: 'postgres://[' })).rejects.toThrow(/^DATABASE_URL does not lead/)
  })
} else {
  test('a folder has one process: the second is refused, and a killed one leaves nothing stale', async () => {
    const root = mkdtempSync(join(tmpdir(), 'suivi-folder-'))
    const folder = join(root, 'deep', 'database')
    const other = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `const { lockFolder } = await import(${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)})
       lockFolder(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1000)`,
    ])
    await new Promise((locked) => other.stdout.once('data', locked))
    await expect(openDatabase({ folder })).rejects.toThrow(`in use by process ${other.pid}: stop it first`)

    const killed = new Promise((exit) => other.once('exit', exit))
    other.kill('SIGKILL')
    await killed
    const database = await openDatabase({ folder })
    await expect(openDatabase({ folder })).rejects.toThrow('in use by process')
    await database.close()
    await (await openDatabase({ folder })).close()
    rmSync(root, { recursive: true })
  })
}

function mentions(words: string) {
  return (error: unknown): boolean => {
    for (let at = error; at instanceof Error; at = at.cause) if (at.message.includes(words)) return true
    return false
  }
}
