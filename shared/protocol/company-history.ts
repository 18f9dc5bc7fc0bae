import * as z from 'zod/mini'
import { historyRowSchema } from '../journal/history.ts'

export const COMPANY_HISTORY_PAGE = 50

/**
 * `GET /api/company/history[?before=<number>]`: what was done to the company itself – settings, people – the newest
 * first, a page at a time; for those who may save settings.
 */
export const companyHistorySchema = z.object({ rows: z.array(historyRowSchema), more: z.boolean() })
export type CompanyHistory = z.infer<typeof companyHistorySchema>
