import { sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { rowOf, rowsOf } from '../db/rows.ts'

/** A key may be tried `limit` times in a window of `windowMs`, counted in the database for all instances together. */
export type AttemptRule = { key: string; limit: number; windowMs: number }

export type Attempts = {
  /** Milliseconds until the first exhausted rule opens again; 0 when the next attempt is free. */
  waitFor(rules: readonly AttemptRule[]): Promise<number>
  count(rules: readonly AttemptRule[]): Promise<void>
  forget(key: string): Promise<void>
}

export function createAttempts(db: Db, now: () => number): Attempts {
  return {
    async waitFor(rules) {
      const rows = await rowsOf<{ key: string; count: number; started: number }>(
        db,
        sql`select key, count, window_started_at as started from sign_in_attempts
            where key = any(${sql.param(rules.map((rule) => rule.key))}::text[])`,
      )
      const waits = rules.map((rule) => {
        const row = rows.find(({ key }) => key === rule.key)
        return row && row.count >= rule.limit ? row.started + rule.windowMs - now() : 0
      })
      return Math.max(0, ...waits)
    },
    async count(rules) {
      for (const { key, windowMs } of rules) {
        await rowOf(
          db,
          sql`insert into sign_in_attempts as a (key, count, window_started_at) values (${key}, 1, ${now()}::int8)
              on conflict (key) do update set
                count = case when a.window_started_at <= ${now() - windowMs}::int8 then 1 else a.count + 1 end,
                window_started_at = case when a.window_started_at <= ${now() - windowMs}::int8
                  then excluded.window_started_at else a.window_started_at end
              returning count`,
        )
      }
    },
    async forget(key) {
      await db.execute(sql`delete from sign_in_attempts where key = ${key}`)
    },
  }
}
