/** By then the first screen is there, or will not come: what it does not need begins after this. */
export const FIRST_SCREEN_MS = 3000
