import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

const FURTHEST = 150

/** Goes on with Tab until it stands on something, as somebody does who has no mouse; what it comes by shows where it is. */
export async function tabTo(page: Page, goal: Locator): Promise<void> {
  const passed: string[] = []
  for (let pressed = 0; pressed < FURTHEST; pressed += 1) {
    await page.keyboard.press('Tab')
    const here = await whereFocusIs(page)
    passed.push(here.name)
    expect(here.isShown, `focus is seen on ${here.name}`).toBe(true)
    if (await goal.evaluateAll(([element]) => element !== undefined && element === document.activeElement))
      return
  }
  throw new Error(`the keyboard came by ${passed.join(', ')}`)
}

/** What has the focus, and whether anything near it shows that: an outline, or the ring of a field. */
function whereFocusIs(page: Page): Promise<{ name: string; isShown: boolean }> {
  return page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return { name: 'the page', isShown: true }
    const near = [
      focused,
      focused.nextElementSibling,
      focused.parentElement,
      focused.parentElement?.parentElement,
    ]
    const isOutlined = near.some((element) => {
      if (!element) return false
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
    })
    const isField =
      focused.matches('input, textarea, select') && getComputedStyle(focused).boxShadow !== 'none'
    const name = focused.getAttribute('aria-label') ?? focused.textContent.trim()
    return { name: name.slice(0, 60) || focused.tagName, isShown: isOutlined || isField }
  })
}
