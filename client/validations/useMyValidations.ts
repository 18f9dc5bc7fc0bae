import { computed } from 'vue'
import type { CaseworkOf } from '#shared/casework/casework.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { findAction } from '#shared/clients/client-file.ts'
import { type MyPart, myValidations } from '#shared/validations/my-validations.ts'
import { partOf } from '../replica/part.ts'
import { eachRow } from '../replica/rows.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWatchedFiles } from '../replica/useWatchedFiles.ts'
import { useWorkplace } from '../session/workplace.ts'

/** Files read for the list: what was asked longest ago is not looked up. */
const FILES_AT_MOST = 200

export type MyValidation = {
  part: MyPart
  row: CaseworkOf<'validation'>
  file: ClientFile
  caseName: string
  isPending: boolean
}

/** The validations one is asked, has asked or has answered, read in the files that have any. */
export function useMyValidations() {
  const { view } = useWorkplace()
  const { me } = useCompany()
  const agenda = partOf(view, 'agenda')

  const fileIds = computed(() => {
    const withQuestions = [...eachRow({ agenda: agenda.value })].filter(({ work }) => work?.validation)
    // What still waits is read first.
    withQuestions.sort((a, b) => (b.work?.pending.length ?? 0) - (a.work?.pending.length ?? 0))
    return [...new Set(withQuestions.map(({ fileId }) => fileId))].slice(0, FILES_AT_MOST)
  })
  useWatchedFiles(() => fileIds.value)

  const isLoading = computed(() => fileIds.value.some((id) => !view.snapshot.value.files.has(id)))
  const all = computed<MyValidation[]>(() => {
    const { files } = view.snapshot.value
    return fileIds.value.flatMap((fileId) => {
      const seen = files.get(fileId)
      if (!seen) return []
      return myValidations(me.value, seen.file).map(({ row, part }) => ({
        part,
        row,
        file: seen.file,
        caseName: findAction(seen.file, row.actionId)?.name ?? '',
        isPending: seen.pendingRowIds.has(row.id),
      }))
    })
  })
  const ofPart = (part: MyPart) =>
    all.value
      .filter((one) => one.part === part)
      .sort((a, b) =>
        part === 'done'
          ? (b.row.work.endedOn ?? '').localeCompare(a.row.work.endedOn ?? '')
          : a.row.work.dueOn.localeCompare(b.row.work.dueOn),
      )
  return {
    forMe: computed(() => ofPart('forMe')),
    asked: computed(() => ofPart('asked')),
    done: computed(() => ofPart('done')),
    isLoading,
  }
}
