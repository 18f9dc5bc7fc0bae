import { type Collections, REPLICA_SCHEMA } from './collections.ts'

/** Makes of a document, as an older version of the app wrote it, what this one reads. */
export type Upgrade = (collection: keyof Collections, document: unknown) => unknown

/** The schema a replica is written in, and how those of older ones are read. */
export type ReplicaSchemas = { current: number; older: ReadonlyMap<number, Upgrade> }

/** The oldest schema that people have on their devices. */
export const FIRST_SCHEMA = 5

/**
 * After an update the replica of before is shown, and only read, until the new one is complete: an update must not open
 * an empty app, least of all without a network. So whoever moves `REPLICA_SCHEMA` brings a line here, by the schema left.
 */
export const REPLICA_SCHEMAS: ReplicaSchemas = { current: REPLICA_SCHEMA, older: new Map() }
