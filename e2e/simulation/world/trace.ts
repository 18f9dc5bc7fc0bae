import { createHash } from 'node:crypto'

/** What crossed the ports, in order. Two runs of one seed must tell the same. */
export class Trace {
  readonly lines: string[] = []
  #hash = createHash('sha256')

  say(line: string): void {
    this.lines.push(line)
    this.#hash.update(`${line}\n`)
  }

  get hash(): string {
    return this.#hash.copy().digest('hex')
  }
}
