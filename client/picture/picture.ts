import type { Keep } from '../session/ports.ts'

/** The first screen as it was last drawn, to be shown at the next start until the app itself is there. */
export type Picture = {
  userId: string
  /** Who the device remembered, as kept. */
  identity: string
  /** The build that drew it: another one may draw it otherwise. */
  build: string
  isDesk: boolean
  /** The mark of the outbox that it shows; a page that brings something takes the picture away. */
  outbox: string
  /** From when to when its day lasts, ms. */
  takenAt: number
  until: number
  language: string
  title: string
  /** Measured heights, kept on the root of the document. */
  rootStyle: string
  html: string
}

const KEPT = 'suivi.picture'
/** The one address that an app is opened at. */
const ADDRESS = '/'

export function isPictured({ pathname, search }: { pathname: string; search: string }): boolean {
  return pathname === ADDRESS && search === ''
}

/** Names the build this page is of. */
export function builtAs(): string {
  return document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? ''
}

export function keepPicture(keep: Keep, picture: Picture): void {
  keep.set(KEPT, JSON.stringify(picture))
}

/** Called before anything changes that a picture shows. */
export function dropPicture(keep: Keep): void {
  keep.set(KEPT, null)
}

export function keptPicture(keep: Keep): Picture | null {
  const text = keep.get(KEPT)
  if (text === null) return null
  try {
    const kept: unknown = JSON.parse(text)
    return isPicture(kept) ? kept : null
  } catch {
    return null
  }
}

/** Without a schema: whatever reads schemas would have to be loaded before the first paint. */
function isPicture(kept: unknown): kept is Picture {
  if (typeof kept !== 'object' || kept === null) return false
  const is = (name: keyof Picture, type: 'string' | 'number' | 'boolean') =>
    name in kept && typeof Reflect.get(kept, name) === type
  const texts = ['userId', 'identity', 'build', 'outbox', 'language', 'title', 'rootStyle', 'html'] as const
  return (
    texts.every((name) => is(name, 'string')) &&
    is('takenAt', 'number') &&
    is('until', 'number') &&
    is('isDesk', 'boolean')
  )
}
