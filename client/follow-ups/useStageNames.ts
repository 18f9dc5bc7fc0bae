import { KIND_NAMES } from '#shared/actions/kinds.ts'
import { stageOf } from '#shared/stages/stages.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'

/** The name of a stage as filters keep it, `kind/stage`; one that is gone goes by its key. */
export function useStageNames() {
  const { company } = useCompany()
  const { inWords } = useNames()
  function stageName(stage: string): string {
    const [kindName, stageId = ''] = stage.split('/')
    const kind = KIND_NAMES.find((name) => name === kindName) ?? null
    const found = stageOf({ kind, stageId }, company.value)
    return found ? inWords(found.name) : stageId
  }
  return { stageName }
}
