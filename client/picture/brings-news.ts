import type { PullAnswer } from '#shared/protocol/pull.ts'

/** Whether a page can change anything on a screen, once the replica is complete at `reached`. */
export function bringsNews(page: PullAnswer, reached: number): boolean {
  const { files, history, settings, people, preferences, drops, outcomes } = page
  return (
    page.version !== reached ||
    page.more ||
    page.reset ||
    preferences !== null ||
    [files, history, settings, people, drops, outcomes].some(({ length }) => length > 0)
  )
}
