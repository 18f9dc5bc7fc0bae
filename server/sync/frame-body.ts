import type * as z from 'zod/mini'
import { readLoosely } from '#shared/protocol/read-loosely.ts'
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/protocol/version.ts'
import { fitting, jsonOf } from '../http/json-body.ts'

type Asked = { req: { text(): Promise<string>; header(name: string): string | undefined } }

/** The number a device says; one that says none is of this version. */
export function protocolOf(c: Asked): number {
  return Number(c.req.header(PROTOCOL_HEADER) ?? PROTOCOL_VERSION)
}

/**
 * What a device sends. During a roll-out it may be newer than the server it happens to reach: what it says beyond the
 * schema is left out. The entries in it are read one by one later, so that a bad one does not stop the good ones.
 */
export async function frameBody<Schema extends z.ZodMiniType>(
  c: Asked,
  schema: Schema,
): Promise<z.output<Schema>> {
  const value = await jsonOf(c)
  const read = protocolOf(c) > PROTOCOL_VERSION ? readLoosely(schema, value) : undefined
  return read?.success ? read.data : fitting(schema, value)
}
