import * as z from 'zod/mini'
import { idSchema } from '../base/ids.ts'

/** Field schemas that several kinds of entry share. */
export const itemIdsSchema = z.array(idSchema).check(z.minLength(1), z.maxLength(2000))
export const nameSchema = z
  .string()
  .check(z.trim(), z.minLength(1, { error: 'a name is needed' }), z.maxLength(200))
export const textSchema = z
  .string()
  .check(z.trim(), z.minLength(1, { error: 'some words are needed' }), z.maxLength(10_000))
export const settingIdSchema = z.string().check(z.minLength(1), z.maxLength(64))
