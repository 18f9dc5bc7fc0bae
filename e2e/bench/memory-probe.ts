/** Loaded before a server whose memory is measured: asked by a message, it clears up and tells what is held. */
process.on('message', (message) => {
  if (message !== 'memory') return
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  process.send?.({ memory: heapUsed + external })
})
process.channel?.unref()
