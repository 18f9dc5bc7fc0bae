import { onActivated, onDeactivated, onMounted, onUnmounted, shallowReactive } from 'vue'
import type { WordKey } from './i18n/i18n.ts'

export type Shortcut = {
  /** `j`, `?`, `Enter`, or `Ctrl K` (Command on a Mac). */
  keys: string
  label: WordKey
  run: () => void
  /** Offered on every screen, not by the one on show. */
  everywhere?: boolean
}

const scopes = shallowReactive<Shortcut[][]>([])

/** Keys that work while the calling component is on screen; the last one to come wins a key that two want. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const enter = () => void (scopes.includes(shortcuts) || scopes.push(shortcuts))
  const leave = () => {
    const at = scopes.indexOf(shortcuts)
    if (at >= 0) scopes.splice(at, 1)
  }
  onMounted(enter)
  onActivated(enter)
  onDeactivated(leave)
  onUnmounted(leave)
}

/** What can be pressed now, each key once. */
export function activeShortcuts(): Shortcut[] {
  const byKeys = new Map<string, Shortcut>()
  for (const shortcut of scopes.flat()) byKeys.set(shortcut.keys, shortcut)
  return [...byKeys.values()]
}

/** Listens to the keyboard for all of them; once in the app. */
export function useShortcutListener(): void {
  onMounted(() => document.addEventListener('keydown', press))
  onUnmounted(() => document.removeEventListener('keydown', press))
}

function press(event: KeyboardEvent) {
  const keys = keysOf(event)
  const withCommand = keys.startsWith('Ctrl ')
  if (event.defaultPrevented || event.isComposing) return
  if (!withCommand && (isTyping(event.target) || isBehindDialog())) return
  if (keys === 'Enter' && isControl(event.target)) return
  const shortcut = activeShortcuts().find((other) => other.keys === keys)
  if (!shortcut) return
  event.preventDefault()
  shortcut.run()
}

function keysOf(event: KeyboardEvent): string {
  const command = event.ctrlKey || event.metaKey
  if (event.altKey) return ''
  return command ? `Ctrl ${event.key.toUpperCase()}` : event.key
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName)
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('a, button, input, label, [role="menuitem"]') !== null
  )
}

function isBehindDialog(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
}
