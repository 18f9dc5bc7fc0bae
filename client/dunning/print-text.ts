import type { PreparedText } from '#shared/dunning/prepared-text.ts'

/** Prints a text by itself, not the screen it stands on. */
export function printText({ subject, body }: PreparedText): void {
  const frame = document.createElement('iframe')
  frame.title = subject
  frame.className = 'fixed size-0'
  document.body.append(frame)
  const page = frame.contentDocument
  const paper = frame.contentWindow
  if (!page || !paper) return frame.remove()
  page.title = subject
  const head = Object.assign(page.createElement('h1'), { textContent: subject })
  head.style.font = '600 14pt sans-serif'
  const text = Object.assign(page.createElement('p'), { textContent: body })
  text.style.font = '11pt/1.5 sans-serif'
  text.style.whiteSpace = 'pre-line'
  page.body.append(head, text)
  paper.addEventListener('afterprint', () => frame.remove(), { once: true })
  paper.print()
}
