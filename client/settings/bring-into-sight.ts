/** Focuses a field where its label and what is wrong with it are in sight too, clear of the bars. */
export function bringIntoSight(field: Element | null | undefined): void {
  if (!(field instanceof HTMLElement)) return
  field.focus({ preventScroll: true })
  field.scrollIntoView({ block: 'center' })
}
