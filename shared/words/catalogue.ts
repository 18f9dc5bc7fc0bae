/** A family of words: nested groups of messages. English is the source, written `as const`. */
export type Family = { readonly [key: string]: string | Family }

/** The same keys in another language: a missing or an invented key does not compile. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

/** Every path to a message, such as `ui.undo`. */
export type PathsOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${PathsOf<T[K]>}`
}[keyof T & string]
