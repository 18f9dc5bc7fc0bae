import { computed, inject, provide, useId, type ComputedRef, type InjectionKey } from 'vue'

type Field = { id: string; describedBy: string | undefined; invalid: boolean; optional: boolean }

const fieldKey: InjectionKey<ComputedRef<Field>> = Symbol('field')

/** What a label, a hint and an error say about the control inside the field. */
export function provideField(state: () => { hint: boolean; error: boolean; optional: boolean }) {
  const id = useId()
  const ids = { label: `${id}-label`, hint: `${id}-hint`, error: `${id}-error` }
  const field = computed(() => {
    const { hint, error, optional } = state()
    const describedBy = [error ? ids.error : '', hint ? ids.hint : ''].filter(Boolean).join(' ') || undefined
    return { id, describedBy, invalid: error, optional }
  })
  provide(fieldKey, field)
  return { id, ids }
}

/** The attributes that tie a control to the field around it; without one it stands alone under its own label. */
export function useField() {
  const field = inject(fieldKey, null)
  const ownId = useId()
  const id = computed(() => field?.value.id ?? ownId)
  const aria = computed(() => ({
    id: id.value,
    'aria-describedby': field?.value.describedBy,
    'aria-invalid': field?.value.invalid ? ('true' as const) : undefined,
  }))
  return { id, aria, invalid: computed(() => field?.value.invalid ?? false) }
}

export const CONTROL_CLASSES =
  'w-full min-h-11 rounded-base bg-raised px-3 py-2 text-lead text-ink ring-1 ring-inset ring-edge transition-shadow ' +
  'hover:ring-soft focus:ring-2 focus:ring-accent focus:outline-none aria-invalid:ring-late disabled:bg-sunken disabled:text-faint ' +
  'disabled:ring-hairline desk:text-body'
