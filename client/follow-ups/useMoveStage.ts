import type { Action } from '#shared/actions/action.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Stage } from '#shared/company/case-rules.ts'
import { askedByStage } from '#shared/stages/stages.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import { useAct } from './useAct.ts'

/** Moves a case to a stage, and its next date with it; true when that was kept. */
export function useMoveStage(action: () => Action) {
  const { today } = useCompany()
  const { t } = useWords()
  const { inWords } = useNames()
  const { day } = useFormat()
  const act = useAct()

  async function move(stage: Stage, dueOn: CalendarDay | null, comment: string | null): Promise<boolean> {
    const { id, clientId } = action()
    const data = { actionId: id, stageId: stage.key, on: today.value, dueOn, comment }
    const name = inWords(stage.name)
    const words =
      dueOn === null
        ? t('casework.stage.moved', { stage: name })
        : t('casework.stage.movedUntil', { stage: name, day: day(dueOn, 'short', today.value) })
    return act('stage.moved', clientId, data, words)
  }
  return { move, proposed: askedByStage }
}
