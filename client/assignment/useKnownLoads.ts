import { computed } from 'vue'
import type { Loads } from '#shared/assignment/assign.ts'
import { partOf } from '../replica/part.ts'
import { eachRow } from '../replica/rows.ts'
import { useWorkplace } from '../session/workplace.ts'

/** How many open cases everybody resolves, of those this device holds. */
export function useKnownLoads() {
  const { view } = useWorkplace()
  const agenda = partOf(view, 'agenda')
  return computed<Loads>(() => {
    const loads = new Map<string, number>()
    for (const { resolverId, closedOn, type } of eachRow({ agenda: agenda.value }))
      if (type === 'followUp' && resolverId !== null && closedOn === null)
        loads.set(resolverId, (loads.get(resolverId) ?? 0) + 1)
    return loads
  })
}
