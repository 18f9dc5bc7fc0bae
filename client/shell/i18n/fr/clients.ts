import type { Translated } from '../catalogue.ts'
import type { clients as source } from '../en/clients.ts'

export const clients: Translated<typeof source> = {}
