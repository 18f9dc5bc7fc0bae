import { onScopeDispose, ref } from 'vue'
import { deskQuery } from './desk.ts'

/** True from 1024 px on, where a list and what is open in it stand side by side. */
export function useDesk() {
  const query = deskQuery()
  const isDesk = ref(query.matches)
  const update = () => (isDesk.value = query.matches)
  query.addEventListener('change', update)
  onScopeDispose(() => query.removeEventListener('change', update))
  return isDesk
}
