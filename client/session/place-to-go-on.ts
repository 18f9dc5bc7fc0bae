/** Where somebody wanted to go before they were asked to sign in: a path of this app, never another site. */
export function placeToGoOn(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/'
}
