import { nextTick, ref, watch } from 'vue'
import { useShortcuts } from './shortcuts.ts'
import { useDesk } from './useDesk.ts'

/** `j` and `k` move through the rows of a list, Enter opens one. Give the chosen row `:selected`. */
export function useRowKeys<Row>(rows: () => readonly Row[], open: (row: Row) => void) {
  const index = ref(-1)
  const isDesk = useDesk()
  const selected = () => {
    const all = rows()
    return all[Math.min(index.value, all.length - 1)]
  }

  function move(step: number) {
    const last = rows().length - 1
    if (last < 0) return
    index.value = Math.min(last, Math.max(0, index.value + step))
    void nextTick(() => document.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest' }))
  }
  // What is open beside the list follows; on a phone the list is out of sight then, and nobody asks for its rows.
  watch(
    () => (isDesk.value ? rows().length : null),
    (length) => length !== null && (index.value = Math.min(index.value, length - 1)),
  )
  useShortcuts([
    { keys: 'j', label: 'shell.help.next', run: () => move(1) },
    { keys: 'k', label: 'shell.help.previous', run: () => move(-1) },
    {
      keys: 'Enter',
      label: 'shell.help.openRow',
      run: () => {
        const row = selected()
        if (row !== undefined) open(row)
      },
    },
  ])
  return { index, selected }
}
