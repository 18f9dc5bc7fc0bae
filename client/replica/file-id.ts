import type { FileKind } from '#shared/clients/case-file.ts'

/** Names a file on this device: `client:<client id>` or `case:<action id>`. */
export type FileId = `${FileKind}:${string}`

export function fileIdOf(kind: FileKind, id: string): FileId {
  return `${kind}:${id}`
}

export function kindOfFile(fileId: FileId): FileKind {
  return fileId.startsWith('client:') ? 'client' : 'case'
}

export function isFileId(text: string): text is FileId {
  return text.startsWith('client:') || text.startsWith('case:')
}
