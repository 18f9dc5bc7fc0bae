import { createServer, type ServerResponse } from 'node:http'

/** What fan-out is measured against: a bare Node server that writes one shared buffer to all who listen. */
const listening = new Set<ServerResponse>()
let version = 0

const server = createServer((asked, answer) => {
  if (asked.method === 'POST') {
    version += 1
    const event = Buffer.from(`data: {"version":${version}}\n\n`)
    for (const one of listening) one.write(event)
    answer.end()
    return
  }
  answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  answer.write(': here\n\n')
  listening.add(answer)
  answer.on('close', () => listening.delete(answer))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
})
