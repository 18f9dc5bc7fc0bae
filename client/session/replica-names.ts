/** Goes before the names of all databases, locks and channels of the app. */
export const PREFIX = 'suivi-'

/** What the names of a person's databases, locks and channels on this device begin with. */
export function ownPrefix(prefix: string, userId: string): string {
  return `${prefix}${userId.replace(/[^\w]/g, '-')}`
}

/** Whether a database belongs to a replica of anybody but this person; null: nobody is signed in. */
export function isReplicaOfOthers(prefix: string, userId: string | null): (name: string) => boolean {
  const own = userId === null ? null : `${ownPrefix(prefix, userId)}-replica-`
  return (name) =>
    name.includes(prefix) && name.includes('-replica-') && (own === null || !name.includes(own))
}
