/** Something that was tapped on a picture: the how many-th of its kind on the screen, and what it says. */
type Tapped = { at: number; says: string }

const TAPPED = 'a[href], button'
let last: Tapped | null = null

/** A picture answers to nothing; what was tapped last is tapped again when the app has come. */
export function rememberTaps(picture: HTMLElement): void {
  const remember = (event: Event) => {
    event.preventDefault()
    const tapped = event.target instanceof Element ? event.target.closest(TAPPED) : null
    if (tapped) last = { at: [...picture.querySelectorAll(TAPPED)].indexOf(tapped), says: saidBy(tapped) }
  }
  picture.addEventListener('click', remember)
}

/** Nothing is tapped where the app shows something else there. */
export function tapAgain(screen: HTMLElement): void {
  const tapped = last && screen.querySelectorAll<HTMLElement>(TAPPED)[last.at]
  if (tapped && saidBy(tapped) === last?.says) tapped.click()
  last = null
}

function saidBy(element: Element): string {
  return `${element.textContent} ${element.getAttribute('aria-label') ?? ''}`
}
