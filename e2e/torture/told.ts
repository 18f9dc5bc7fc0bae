/** What a fault did, what had to be seen, and what was. */
export type Told = { fault: string; injected: string; expected: string; seen: string; isAsExpected: boolean }

/** `short`: the form of the test command. */
export type Extent = 'short' | 'full'
