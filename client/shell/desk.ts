/** From 1024 px on a list and what is open in it stand side by side. */
export function deskQuery(): MediaQueryList {
  return window.matchMedia('(min-width: 64rem)')
}
