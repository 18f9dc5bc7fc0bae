import { sql } from 'drizzle-orm'

/** A history row as it travels, from the table `history`. */
export const historyColumns = sql.raw(`history.id, history.number, history.client_id as "clientId",
  history.action_id as "actionId", history.item_ids as "itemIds", history.kind, history.by, history.cause, history.at,
  history.received_at as "receivedAt", history.device, history.changes, history.text, history.details, history.late,
  history.superseded, history.version`)
