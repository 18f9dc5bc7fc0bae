import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clamd, clamdPlace, sparing } from './scan.ts'
import { EICAR, fakeClamd } from './testing/fake-clamd.ts'

let folder = ''
let scanner: Awaited<ReturnType<typeof fakeClamd>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suivi-scan-'))
  scanner = await fakeClamd({ streamMaxBytes: 1024 * 1024 })
})
afterAll(async () => {
  scanner.stop()
  await rm(folder, { recursive: true })
})

async function scan(content: string | Uint8Array) {
  const path = join(folder, 'file')
  await writeFile(path, content)
  return clamd(scanner.place, 300)(path)
}

it('what the scanner says is told as it is: clean, infected by what, or not looked through', async () => {
  expect(await scan('nothing')).toEqual({ state: 'clean' })
  expect(await scan('')).toEqual({ state: 'clean' })
  expect(await scan(Buffer.alloc(1024 * 1024))).toEqual({ state: 'clean' })
  expect(await scan(`before ${EICAR}`)).toEqual({ state: 'infected', reason: 'Eicar-Test-Signature' })
  expect(await scan(Buffer.alloc(4 * 1024 * 1024))).toEqual({
    state: 'cannotBeScanned',
    reason: 'size limit exceeded',
  })
})

it('one that is silent, hangs up or is not there is a failure, and is then left alone for half a minute', async () => {
  scanner.state.mood = 'silent'
  await expect(scan('x')).rejects.toThrow('did not answer in time')
  scanner.state.mood = 'hangs up'
  await expect(scan('x')).rejects.toThrow()
  await expect(clamd({ host: '127.0.0.1', port: 1 })(join(folder, 'file'))).rejects.toThrow()
  scanner.state.mood = 'well'

  let [now, asked] = [0, 0]
  const spared = sparing(
    async () => {
      asked += 1
      if (asked === 1) throw new Error('down')
      return { state: 'clean' }
    },
    () => now,
  )
  await expect(spared('x')).rejects.toThrow('down')
  await expect(spared('x')).rejects.toThrow('a moment ago')
  now += 30_000
  expect(await spared('x')).toEqual({ state: 'clean' })
  expect(asked).toBe(2)
})

it('its place is an address or a socket', () => {
  expect(clamdPlace('scanner:3310')).toEqual({ host: 'scanner', port: 3310 })
  expect(clamdPlace('[::1]:3310')).toEqual({ host: '::1', port: 3310 })
  expect(clamdPlace('/run/clamd.sock')).toEqual({ path: '/run/clamd.sock' })
})
