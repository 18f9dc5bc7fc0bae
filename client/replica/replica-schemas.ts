import { type Collections, REPLICA_SCHEMA } from './collections.ts'

/** Makes of a document, as an older version of the app wrote it, what this one reads. */
export type Upgrade = (collection: keyof Collections, document: unknown) => unknown
export type Upgrades = ReadonlyMap<number, Upgrade>

/** The schema a replica is written in, and how those of older ones are read: asked for where one is there. */
export type ReplicaSchemas = { current: number; older: () => Promise<Upgrades> }

/** The oldest schema that people have on their devices. */
export const FIRST_SCHEMA = 5

export const REPLICA_SCHEMAS: ReplicaSchemas = {
  current: REPLICA_SCHEMA,
  older: async () => (await import('./older-replicas.ts')).UPGRADES,
}
