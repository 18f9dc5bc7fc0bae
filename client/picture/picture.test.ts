import { afterEach, expect, test } from 'vitest'
import { drawPicture } from './draw-picture.ts'
import { type Picture, isPictured, keepPicture, keptPicture } from './picture.ts'
import { rememberTaps, tapAgain } from './taps.ts'
import { endOfDay } from './take-pictures.ts'

afterEach(() => document.body.replaceChildren())

function aScreen(html: string): HTMLElement {
  const root = document.createElement('div')
  root.innerHTML = html
  document.body.append(root)
  return root
}
const rows = (n: number) =>
  Array.from({ length: n }, (_, at) => `<li><a href="/${at}">Row ${at}</a></li>`).join('')

test('a picture has the first rows only, and no section that has none of them', () => {
  const html = `<main><section>Late<ul>${rows(50)}</ul></section><section>Today<ul>${rows(1)}</ul></section></main>`
  const drawn = aScreen(drawPicture(aScreen(html)) ?? '')
  expect(drawn.querySelectorAll('li')).toHaveLength(50)
  expect(drawn.textContent).not.toContain('Today')
})

test('how fresh it all is is left blank, and styles are put by for the policy of the page', () => {
  const drawn = aScreen(
    drawPicture(aScreen('<main style="--x: 1px"></main><p data-live>Up to date</p>')) ?? '',
  )
  expect(drawn.querySelector('[data-live]')?.className).toBe('invisible')
  expect(drawn.querySelector('main')?.getAttribute('data-style')).toBe('--x: 1px')
  expect(drawn.querySelector('[style]')).toBeNull()
})

test('a screen in use gives none', () => {
  const screen = aScreen('<main><input type="checkbox"></main>')
  expect(drawPicture(screen)).toBeNull()
  screen.innerHTML = '<main></main><div role="dialog"></div>'
  expect(drawPicture(screen)).toBeNull()
})

test('what was tapped on the picture is tapped on the screen, where that says the same', () => {
  const picture = aScreen(`<ul>${rows(3)}</ul>`)
  rememberTaps(picture)
  picture.querySelectorAll('a')[1]?.click()
  const tapped: string[] = []
  const screen = aScreen(`<ul>${rows(3)}</ul>`)
  screen.addEventListener('click', ({ target }) => {
    if (target instanceof Element) tapped.push(target.textContent)
  })
  tapAgain(screen)
  tapAgain(screen)
  expect(tapped).toEqual(['Row 1'])

  picture.querySelectorAll('a')[2]?.click()
  tapAgain(aScreen('<a href="/a">Other</a><a href="/b">Another</a><a href="/c">One more</a>'))
  expect(tapped).toEqual(['Row 1'])
})

test('a day lasts until midnight of the time zone, also when the clock is changed', () => {
  const noon = Date.parse('2026-10-25T10:00:00Z')
  const end = endOfDay('Europe/Paris', '2026-10-25', noon)
  expect(Date.parse('2026-10-25T23:00:00Z') - end).toBeLessThanOrEqual(1000)
  expect(end).toBeLessThan(Date.parse('2026-10-25T23:00:00Z'))
})

test('only the address that an app is opened at has one; what was kept otherwise is none', () => {
  expect(isPictured({ pathname: '/', search: '' })).toBe(true)
  expect(isPictured({ pathname: '/', search: '?when=late' })).toBe(false)
  const kept = new Map<string, string>()
  const keep = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string | null) =>
      void (value === null ? kept.delete(key) : kept.set(key, value)),
  }
  const picture: Picture = {
    userId: 'ana',
    identity: '{}',
    build: 'b',
    isDesk: false,
    outbox: '',
    takenAt: 1,
    until: 2,
    language: 'en',
    title: 'Agenda',
    rootStyle: '',
    html: '<main></main>',
  }
  keepPicture(keep, picture)
  expect(keptPicture(keep)).toEqual(picture)
  for (const key of kept.keys()) kept.set(key, '{"userId":"ana"}')
  expect(keptPicture(keep)).toBeNull()
  for (const key of kept.keys()) kept.set(key, 'torn{')
  expect(keptPicture(keep)).toBeNull()
})
