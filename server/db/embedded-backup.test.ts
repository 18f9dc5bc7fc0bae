import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { backUp, restore } from './embedded-backup.ts'
import { lockFolder } from './folder-lock.ts'
import { openDatabase } from './open.ts'

afterEach(() => vi.restoreAllMocks())

async function names(folder: string): Promise<string[]> {
  const database = await PGlite.create({ dataDir: folder })
  const { rows } = await database.query<{ note: string }>('select note from kept order by note')
  await database.close()
  return rows.map(({ note }) => note)
}

async function keep(folder: string, note: string): Promise<void> {
  const database = await PGlite.create({ dataDir: folder })
  await database.exec(`create table if not exists kept (note text); insert into kept values ('${note}')`)
  await database.close()
}

describe('a backup of the embedded database', () => {
  it('brings back what was there, puts what came after aside, and a bad file changes nothing', async () => {
    const place = mkdtempSync(join(tmpdir(), 'suivi-backup-'))
    const folder = join(place, 'database')
    const file = join(place, 'monday.backup')
    await keep(folder, 'before')
    await backUp(folder, file)
    await keep(folder, 'after')

    const broken = join(place, 'broken.backup')
    writeFileSync(broken, readFileSync(file).subarray(0, 5000))
    await expect(restore(folder, broken, join(place, 'aside'))).rejects.toThrow(/nothing was changed/)
    expect(await names(folder)).toEqual(['after', 'before'])
    expect(existsSync(join(place, 'aside'))).toBe(false)

    expect(await restore(folder, file, join(place, 'aside'))).toBe(join(place, 'aside'))
    expect(await names(folder)).toEqual(['before'])
    expect(await names(join(place, 'aside'))).toEqual(['after', 'before'])
  }, 60_000)

  it('given a restore killed between its two moves, then whoever opens the folder finds what was restored', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'suivi-backup-')), 'database')
    await keep(folder, 'restored')
    renameSync(folder, `${folder}.restored`)
    const database = await openDatabase({ folder })
    await database.close()
    expect(await names(folder)).toEqual(['restored'])
    expect(existsSync(`${folder}.restored`)).toBe(false)
  }, 60_000)

  it('given a dump that fails, then the database is closed and the folder free', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'suivi-backup-')), 'database')
    await keep(folder, 'before')
    vi.spyOn(PGlite.prototype, 'dumpDataDir').mockRejectedValueOnce(new Error('no memory'))
    const closed = vi.spyOn(PGlite.prototype, 'close')
    await expect(backUp(folder, `${folder}.backup`)).rejects.toThrow('no memory')
    expect(closed).toHaveBeenCalledOnce()
    lockFolder(folder).release()
  }, 60_000)

  it('waits for nobody: a folder in use is said at once', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'suivi-backup-')), 'database')
    mkdirSync(folder)
    const held = lockFolder(folder)
    await expect(backUp(folder, `${folder}.backup`)).rejects.toThrow(/is in use by/)
    await expect(restore(folder, `${folder}.backup`, `${folder}.aside`)).rejects.toThrow(/cannot be read/)
    held.release()
  })
})
