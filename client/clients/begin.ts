/** What is done with some of a client's items, in a sheet over its page. */
export type Work = 'requalify' | 'act' | 'associate'
export type Begin = (what: Work, itemIds: readonly string[]) => void
