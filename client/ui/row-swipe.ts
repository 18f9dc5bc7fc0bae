/** A hand that goes further aside than up or down means the row, not the list. */
const MEANT_PX = 12
/** So far aside, and letting go does it. */
const DOES_PX = 88
/** The edge of a phone is the browser's own way back. */
const EDGE_PX = 24

export type SwipeSide = 'start' | 'end'
/** What pulling a row aside offers: the word that appears beneath it, and what letting go does. */
export type SwipeOffer = { label: string; run: () => void }

/**
 * Rows of a list are pulled aside by a finger: away from the side it names, an offer appears beneath. The same actions
 * stand in the menu of each row; this is the short way to them. `rowAt` finds the row under a finger, `offer` says what
 * there is on a side. Returns what takes it off again.
 */
export function attachRowSwipe(
  list: HTMLElement,
  rowAt: (target: Element) => HTMLElement | null,
  offer: (row: HTMLElement, side: SwipeSide) => SwipeOffer | null,
): () => void {
  let pull: Pull | null = null

  function down({ target, clientX: x, clientY: y, pointerId, pointerType, isPrimary }: PointerEvent) {
    if (pull || pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return
    const row = rowAt(target)
    if (!row || x < EDGE_PX || x > window.innerWidth - EDGE_PX) return
    pull = { row, pointerId, from: { x, y }, isMeant: false, moved: 0, beneath: null, offers: {} }
  }
  function move({ pointerId, clientX, clientY }: PointerEvent) {
    if (pull?.pointerId !== pointerId) return
    const aside = clientX - pull.from.x
    if (!pull.isMeant) {
      const along = Math.abs(clientY - pull.from.y)
      if (along > MEANT_PX && along > Math.abs(aside)) return void (pull = null)
      if (Math.abs(aside) < MEANT_PX) return
      pull.isMeant = true
      list.setPointerCapture(pointerId)
    }
    const side = sideOf(aside)
    if (!(side in pull.offers)) pull.offers[side] = offer(pull.row, side)
    draw(pull, aside, side)
  }
  function end({ pointerId, type }: PointerEvent) {
    if (pull?.pointerId !== pointerId) return
    const { moved, offers, isMeant } = pull
    settle(pull)
    pull = null
    if (!isMeant) return
    swallowClick()
    if (type === 'pointerup' && Math.abs(moved) >= DOES_PX) offers[sideOf(moved)]?.run()
  }

  const heard = new AbortController()
  const { signal } = heard
  list.addEventListener('pointerdown', down, { signal })
  list.addEventListener('pointermove', move, { signal })
  list.addEventListener('pointerup', end, { signal })
  list.addEventListener('pointercancel', end, { signal })
  return () => {
    if (pull) settle(pull)
    heard.abort()
  }
}

type Pull = {
  row: HTMLElement
  pointerId: number
  from: { x: number; y: number }
  isMeant: boolean
  moved: number
  beneath: HTMLElement | null
  offers: { [side in SwipeSide]?: SwipeOffer | null }
}

function sideOf(aside: number): SwipeSide {
  return aside > 0 === (document.dir !== 'rtl') ? 'start' : 'end'
}

function draw(pull: Pull, aside: number, side: SwipeSide): void {
  const label = pull.offers[side]?.label
  // Where nothing is offered the row gives way a little, so that the hand feels it.
  pull.moved = label === undefined ? 0 : aside
  const shown = label === undefined ? aside / 8 : aside
  const { row } = pull
  if (!pull.beneath) row.before((pull.beneath = aLabel()))
  pull.beneath.textContent = label ?? ''
  pull.beneath.dataset['side'] = side
  pull.beneath.toggleAttribute('data-does', Math.abs(pull.moved) >= DOES_PX)
  row.style.transition = 'none'
  row.style.transform = `translateX(${Math.round(shown)}px)`
  row.style.background = 'var(--ground)'
}

function aLabel(): HTMLElement {
  const label = document.createElement('span')
  label.className = 'row-swipe-offer'
  // The menu of the row says the same to those who do not see it.
  label.ariaHidden = 'true'
  return label
}

function settle({ row, beneath }: Pull): void {
  row.style.transition = 'transform 160ms ease-out'
  row.style.transform = ''
  const clear = () => {
    beneath?.remove()
    row.style.transition = row.style.background = ''
  }
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  if (still) clear()
  else setTimeout(clear, 160)
}

/** The finger that lets a row go has not tapped it. */
function swallowClick(): void {
  const stop = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('click', stop, { capture: true, once: true })
  setTimeout(() => document.removeEventListener('click', stop, { capture: true }), 50)
}
