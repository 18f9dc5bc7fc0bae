import { type Socket, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { freePort } from '../testing/postgres.ts'
import { mended, mendDriver } from './mended-driver.ts'

/** Greets whoever connects, and says nothing more. */
async function aPostgresThatDies() {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    // Come in, and ask.
    socket.once('data', () =>
      socket.write(Buffer.from('R\0\0\0\x08\0\0\0\0Z\0\0\0\x05IZ\0\0\0\x05I', 'latin1')),
    )
  })
  const port = await freePort()
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    hangUp: () => open.forEach((socket) => socket.destroy()),
    close: () => server.close(),
  }
}

it('a statement on a connection that has just died fails alone, and not the process', async () => {
  mendDriver()
  const { default: postgres } = await import('postgres')
  const database = await aPostgresThatDies()
  const sql = postgres(database.url, { max: 1, fetch_types: false, onclose: () => died() })
  let died = () => {}
  const dead = new Promise<void>((done) => (died = done))
  const own = await sql.reserve()
  database.hangUp()
  await dead
  await expect(own`select 1`).rejects.toThrow('CONNECTION_CLOSED')
  database.close()
  await sql.end({ timeout: 0 })
})

it('another version of the driver has to be looked at anew', () => {
  expect(() => mended('nothing that is known')).toThrow('in the driver')
})
