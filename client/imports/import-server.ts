import { type InjectionKey, inject } from 'vue'
import * as z from 'zod/mini'
import {
  type FileSketch,
  type ImportAsked,
  type ImportProgress,
  type PastImport,
  type PreviewAnswer,
  type UnfollowedDispute,
  type UploadAnswer,
  importProgressSchema,
  pastImportsSchema,
  previewAnswerSchema,
  sketchSchema,
  unfollowedAnswerSchema,
  uploadAnswerSchema,
} from '#shared/protocol/imports.ts'
import type { Mapping } from '#shared/imports/mapping.ts'
import { problemSchema } from '#shared/protocol/problem.ts'
import type { Called } from '../session/server.ts'

/** The calls of the import screen. A file is sent once; everything after names it by its id. */
export type ImportServer = {
  upload: (file: File) => Promise<Called<UploadAnswer>>
  sketch: (id: string, mapping: Mapping) => Promise<Called<FileSketch>>
  preview: (id: string, asked: ImportAsked) => Promise<Called<PreviewAnswer>>
  apply: (id: string, asked: ImportAsked & { confirm: boolean }) => Promise<Called<ImportProgress>>
  progress: (id: string) => Promise<Called<ImportProgress>>
  past: () => Promise<Called<PastImport[]>>
  unfollowed: () => Promise<Called<UnfollowedDispute[]>>
}

type Ports = { fetch: (url: string, init: RequestInit) => Promise<Response>; isOnline: () => boolean }

function createImportServer({ fetch, isOnline }: Ports): ImportServer {
  async function call<Schema extends z.ZodMiniType>(
    path: string,
    schema: Schema,
    init: RequestInit = {},
  ): Promise<Called<z.output<Schema>>> {
    try {
      const answer = await fetch(`/api/imports${path}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        ...init,
      })
      const json: unknown = await answer.json().catch(() => undefined)
      if (!answer.ok) {
        const problem = z.safeParse(problemSchema, json)
        return problem.success ? { type: 'problem', problem: problem.data } : { type: 'serverDown' }
      }
      const read = z.safeParse(schema, json)
      return read.success ? { type: 'answer', data: read.data } : { type: 'serverDown' }
    } catch {
      return { type: isOnline() ? 'serverDown' : 'offline' }
    }
  }
  const post = <Schema extends z.ZodMiniType>(path: string, schema: Schema, body: object) =>
    call(path, schema, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  return {
    upload: (file) =>
      call(`?name=${encodeURIComponent(file.name.slice(-200))}`, uploadAnswerSchema, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      }),
    sketch: (id, mapping) => post(`/${id}/sketch`, sketchSchema, { mapping }),
    preview: (id, asked) => post(`/${id}/preview`, previewAnswerSchema, asked),
    apply: (id, asked) => post(`/${id}/apply`, importProgressSchema, asked),
    progress: (id) => call(`/${id}`, importProgressSchema),
    async past() {
      const called = await call('', pastImportsSchema)
      return called.type === 'answer' ? { type: 'answer', data: called.data.imports } : called
    },
    async unfollowed() {
      const called = await call('/unfollowed', unfollowedAnswerSchema)
      return called.type === 'answer' ? { type: 'answer', data: called.data.clients } : called
    },
  }
}

export const importServerKey: InjectionKey<ImportServer> = Symbol('import server')

export function useImportServer(): ImportServer {
  const browser: Ports = { fetch: (url, init) => fetch(url, init), isOnline: () => navigator.onLine }
  return inject(importServerKey, () => createImportServer(browser), true)
}
