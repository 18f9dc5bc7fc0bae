import { computed, onScopeDispose, ref } from 'vue'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { ImportMode } from '#shared/imports/import-plan.ts'
import type { FileRefusal } from '#shared/imports/file-refusal.ts'
import { type Mapping } from '#shared/imports/mapping.ts'
import { BLANK_MAPPING } from '#shared/imports/new-mapping.ts'
import type { FileSketch, ImportProgress, PreviewAnswer } from '#shared/protocol/imports.ts'
import type { Called } from '../session/server.ts'
import { useImportServer } from './import-server.ts'

export type ImportStep = 'choose' | 'map' | 'preview' | 'apply'
export type ReadableSketch = Exclude<FileSketch, { refusal: unknown }>
export type ReadyPreview = Exclude<PreviewAnswer, { refusal: unknown }>
/** What keeps a step from going on: the file itself, or the way to the server. */
export type Trouble =
  | { type: 'refusal'; refusal: FileRefusal }
  | { type: 'call'; called: Exclude<Called<unknown>, { type: 'answer' }> }

const POLL_MS = 600

/** One import on its way through the screen: a file, how to read it, what it would do, what it did. */
export function useImport(today: CalendarDay) {
  const server = useImportServer()
  const step = ref<ImportStep>('choose')
  const isBusy = ref(false)
  const trouble = ref<Trouble | null>(null)
  const fileName = ref('')
  const uploadId = ref<string | null>(null)
  const sketch = ref<ReadableSketch | null>(null)
  const mapping = ref<Mapping>(BLANK_MAPPING)
  const asOf = ref<CalendarDay | null>(today)
  const mode = ref<ImportMode>('full')
  const preview = ref<ReadyPreview | null>(null)
  const progress = ref<ImportProgress | null>(null)
  let isGone = false
  onScopeDispose(() => (isGone = true))

  /** Runs a call; what goes wrong is shown where the step stands. */
  async function asking<Data>(call: Promise<Called<Data>>): Promise<Data | null> {
    isBusy.value = true
    trouble.value = null
    const called = await call
    isBusy.value = false
    if (called.type === 'answer') return called.data
    trouble.value = { type: 'call', called }
    return null
  }

  async function choose(file: File): Promise<void> {
    const answer = await asking(server.upload(file))
    if (!answer) return
    fileName.value = answer.fileName
    uploadId.value = answer.id
    takeSketch(answer.sketch)
    if (!sketch.value) return
    mapping.value = sketch.value.suggested
    step.value = 'map'
  }

  function takeSketch(answer: FileSketch): void {
    if ('refusal' in answer) {
      sketch.value = null
      trouble.value = { type: 'refusal', refusal: answer.refusal }
    } else sketch.value = answer
  }

  /** Reads the beginning of the file again after its encoding or delimiter was chosen. */
  async function lookAgain(): Promise<void> {
    if (!uploadId.value) return
    const answer = await asking(server.sketch(uploadId.value, mapping.value))
    if (answer) takeSketch(answer)
  }

  const asked = computed(() =>
    asOf.value === null ? null : { mapping: mapping.value, asOf: asOf.value, mode: mode.value },
  )

  async function lookAhead(): Promise<void> {
    if (!uploadId.value || !asked.value) return
    const answer = await asking(server.preview(uploadId.value, asked.value))
    if (!answer) return
    if ('refusal' in answer) trouble.value = { type: 'refusal', refusal: answer.refusal }
    else {
      preview.value = answer
      step.value = 'preview'
    }
  }

  async function apply(confirm: boolean): Promise<void> {
    const id = uploadId.value
    if (!id || !asked.value) return
    const begun = await asking(server.apply(id, { ...asked.value, confirm }))
    if (!begun) return
    progress.value = begun
    step.value = 'apply'
    await follow(id)
  }

  /** A lost connection does not stop the import: the screen asks again until it is told how it ended. */
  async function follow(id: string): Promise<void> {
    while (!isGone && progress.value?.state === 'running') {
      await new Promise((next) => setTimeout(next, POLL_MS))
      const called = await server.progress(id)
      if (called.type === 'answer') progress.value = called.data
      else if (called.type === 'problem') {
        trouble.value = { type: 'call', called }
        return
      }
    }
  }

  function goTo(to: ImportStep): void {
    trouble.value = null
    step.value = to
    if (to !== 'choose') return
    uploadId.value = null
    preview.value = null
    progress.value = null
  }

  return {
    step,
    isBusy,
    trouble,
    fileName,
    sketch,
    mapping,
    asOf,
    mode,
    preview,
    progress,
    choose,
    lookAgain,
    lookAhead,
    apply,
    goTo,
  }
}

export type ImportOnScreen = ReturnType<typeof useImport>
