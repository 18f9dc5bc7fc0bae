import { currentSetting } from '#shared/company/older-settings.ts'
import type { Upgrade, Upgrades } from './replica-schemas.ts'

/** Of before anything was worked out in cases: there is none of it, and nobody works in a department. */
const withCasework: Upgrade = (collection, document) => {
  if (!isObject(document)) return document
  switch (collection) {
    case 'files': {
      const actions = each(document['actions'], { stageId: null, participants: [] })
      return { casework: [], ...document, actions }
    }
    case 'summaries':
      return { ...document, rows: each(document['rows'], { stageId: null, work: null }) }
    case 'company': {
      const { is } = document
      const person = isObject(is) && isObject(is['person']) ? { departmentId: null, ...is['person'] } : null
      return person ? { ...document, is: { type: 'person', person } } : document
    }
    case 'history':
      return document
  }
}

/** Of before there were documents. */
const withDocuments: Upgrade = (collection, document) => {
  if (!isObject(document)) return document
  switch (collection) {
    case 'files':
      return { documents: [], ...document }
    case 'summaries':
      return {
        ...document,
        rows: each(document['rows'], { documentCount: 0 }),
        card: isObject(document['card']) ? { documents: [], ...document['card'] } : document['card'],
      }
    case 'company':
    case 'history':
      return document
  }
}

/** Of before a company set its rules: nothing was suggested, assigned, prepared or ticked; settings as they are now. */
const withRules: Upgrade = (collection, document) => {
  if (!isObject(document)) return document
  switch (collection) {
    case 'files': {
      const { client, items, actions } = document
      return {
        ...document,
        ...(isObject(client) && { client: { ownScenarioId: null, fields: {}, ...client } }),
        ...(Array.isArray(items) && { items: each(items, { resumesAt: null, suggested: null, fields: {} }) }),
        ...(Array.isArray(actions) && { actions: each(actions, { templateId: null, checklist: [] }) }),
      }
    }
    case 'summaries':
      return { ...document, rows: each(document['rows'], { suggestion: null }) }
    case 'company': {
      const { is } = document
      if (!isObject(is)) return document
      if (isObject(is['person']))
        return { ...document, is: { ...is, person: { criteria: [], absence: null, ...is['person'] } } }
      return is['type'] === 'setting'
        ? { ...document, is: { ...is, setting: currentSetting(is['setting']) } }
        : document
    }
    case 'history':
      return document
  }
}

function each(rows: unknown, fields: object): unknown {
  return Array.isArray(rows) ? rows.map((row: object) => ({ ...fields, ...row })) : rows
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/**
 * After an update the replica of before is shown, and only read, until the new one is complete: an update must not open
 * an empty app, least of all without a network. So whoever moves `REPLICA_SCHEMA` brings a line here, by the schema left.
 */
export const UPGRADES: Upgrades = new Map([
  [
    5,
    (collection, document) =>
      withRules(collection, withDocuments(collection, withCasework(collection, document))),
  ],
  [6, (collection, document) => withRules(collection, withDocuments(collection, document))],
  [7, withRules],
])
