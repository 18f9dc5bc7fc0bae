/** What became of a paper: handed on, or why not. */
export type Shared = 'done' | 'notThere' | 'failed' | 'offline'

/** A paper of the server as a PDF: handed to another app where the device can, else opened or kept. */
export async function sharePaper(address: string, title: string): Promise<Shared> {
  let file: File
  try {
    const answer = await fetch(address, { credentials: 'same-origin' })
    if (!answer.ok) return answer.status === 404 ? 'notThere' : 'failed'
    const name = `${title.replaceAll(/[^\p{L}\p{N} -]/gu, '')}.pdf`
    file = new File([await answer.blob()], name, { type: 'application/pdf' })
  } catch {
    return 'offline'
  }
  try {
    await hand(file, title)
    return 'done'
  } catch (error) {
    // Who closes the sheet of the device without choosing an app has changed their mind.
    return error instanceof DOMException && error.name === 'AbortError' ? 'done' : 'failed'
  }
}

async function hand(file: File, title: string): Promise<void> {
  if (typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] }))
    return navigator.share({ files: [file], title })
  const href = URL.createObjectURL(file)
  const link = Object.assign(document.createElement('a'), { href, download: file.name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS)
}

/** Long enough for a browser to take it. */
const KEPT_MS = 60_000
