import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const PAGE = `<!doctype html><title>Bare</title><input><button>Send</button><p></p><script>
  document.querySelector('button').onclick = () => fetch('/say', { method: 'POST', body: document.querySelector('input').value })
  new EventSource('/events').onmessage = ({ data }) => (document.querySelector('p').textContent = data)
</script>`

/** The physical limit: a button, a POST, and a server-sent event to every page, of a server that does nothing else. */
export async function serveBarePage() {
  const listening = new Set<(text: string) => void>()
  const server = createServer((request, response) => {
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      const tell = (text: string) => void response.write(`data: ${text}\n\n`)
      listening.add(tell)
      request.on('close', () => listening.delete(tell))
      return
    }
    if (request.url !== '/say') return response.setHeader('content-type', 'text/html').end(PAGE)
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      for (const tell of listening) tell(text)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    stop: () => new Promise((done) => server.close(done).closeAllConnections()),
  }
}
