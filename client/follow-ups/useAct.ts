import type { DataOf } from '#shared/journal/data.ts'
import type { KindName } from '#shared/journal/kinds.ts'
import { useTelling } from '../items/useTelling.ts'
import { useEntries } from '../outbox/useEntries.ts'

/** One tap on a client's file: kept and told with a way back, or told why not. True when it was kept. */
export function useAct() {
  const { make } = useEntries()
  const { tell } = useTelling()
  return async <Kind extends KindName>(
    kind: Kind,
    clientId: string,
    data: DataOf<Kind>,
    words: string,
  ): Promise<boolean> => tell([await make(kind, { type: 'client', id: clientId }, data)], () => words)
}
