import { type ComputedRef, computed } from 'vue'

/** A computed record that stays the same object while its fields do: nothing is drawn anew for what did not change. */
export function steady<Value extends object>(read: () => Value): ComputedRef<Value> {
  return computed<Value>((before) => {
    const now = read()
    return before && hasSameFields(before, now) ? before : now
  })
}

function hasSameFields(before: object, now: object): boolean {
  const names = Object.keys(now)
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => Object.is(Reflect.get(before, name), Reflect.get(now, name)))
  )
}
