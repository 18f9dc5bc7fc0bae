import { ALLOWED_TYPES, type MediaType, isAllowedType } from './allowed-types.ts'

const byExtension: ReadonlyMap<string, MediaType> = new Map(
  mediaTypes().flatMap((type) => ALLOWED_TYPES[type].extensions.map((name) => [name, type] as const)),
)

/** The type a name's ending stands for: what a device goes by where it is given none. */
export function typeByName(name: string): MediaType | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]
  return (ending !== undefined && byExtension.get(ending.toLowerCase())) || null
}

/** The ending a download of a type is given. */
export function extensionOf(mediaType: MediaType): string {
  return ALLOWED_TYPES[mediaType].extensions[0]
}

/** For a file field's `accept`. */
export const ACCEPTED = [
  ...mediaTypes(),
  ...mediaTypes().flatMap((type) => ALLOWED_TYPES[type].extensions.map((name) => `.${name}`)),
].join(',')

function mediaTypes(): MediaType[] {
  return Object.keys(ALLOWED_TYPES).filter(isAllowedType)
}
