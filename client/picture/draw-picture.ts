/** More rows than a screen has, fewer than somebody may have scrolled through. */
const ROWS = 50
const IN_USE = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/**
 * The screen as text, up to its first rows. What a start cannot know is left blank (`data-live`): how fresh it all is.
 * Null while the screen is in use: something is open above it, ticked or typed.
 */
export function drawPicture(root: HTMLElement): string | null {
  if (document.querySelector(IN_USE) || root.querySelector('input, textarea')) return null
  if (!root.querySelector('main')) return null
  let rows = 0

  function copied(element: Element): Element | null {
    const isRow = element.matches('main li')
    if (isRow && ++rows > ROWS) return null
    const copy = element.cloneNode(false)
    if (!(copy instanceof Element)) return null
    for (const child of element.childNodes) {
      if (child instanceof Element) {
        const inner = copied(child)
        if (inner) copy.append(inner)
      } else if (child instanceof Text && child.data !== '') copy.append(child.data)
    }
    // The page's policy takes no styles in text; they are put back one by one.
    const style = copy.getAttribute('style')
    if (style !== null) {
      copy.removeAttribute('style')
      copy.setAttribute('data-style', style)
    }
    if (copy.hasAttribute('data-live')) copy.classList.add('invisible')
    const isEmptied = element.matches('main section') && rows > ROWS && !copy.querySelector('li')
    return isEmptied ? null : copy
  }
  return copied(root)?.innerHTML ?? null
}
