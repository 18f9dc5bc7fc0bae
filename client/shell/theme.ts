import type { PreferenceFields } from '#shared/people/preferences.ts'

type Theme = PreferenceFields['theme']
const KEPT = 'theme'

/** Light, dark, or as the system wishes; kept on the device so that the sign-in screen looks the same. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  localStorage.setItem(KEPT, theme)
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes('dark') ? 'dark' : 'light'
    meta.content = (theme === 'system' ? own : theme) === 'dark' ? '#131316' : '#ffffff'
  }
}

export function keptTheme(): Theme {
  const kept = localStorage.getItem(KEPT)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}
