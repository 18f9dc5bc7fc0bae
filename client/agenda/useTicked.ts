import { computed, ref } from 'vue'

/** Rows ticked for a choice of many, by id. */
export function useTicked<Row extends { id: string }>(rows: () => readonly Row[]) {
  const ids = ref<ReadonlySet<string>>(new Set())
  return {
    ids,
    ticked: computed(() => rows().filter(({ id }) => ids.value.has(id))),
    isTicking: computed(() => ids.value.size > 0),
    tick(row: Row, on: boolean) {
      const next = new Set(ids.value)
      if (on) next.add(row.id)
      else next.delete(row.id)
      ids.value = next
    },
    tickAll: () => (ids.value = new Set(rows().map(({ id }) => id))),
    untick: () => (ids.value = new Set()),
  }
}
