/**
 * The number both sides say with every call. It moves when a wire schema changes in a way the other side
 * cannot read; push accepts older numbers for ever.
 *
 * 1: push, pull and poke of client and case files.
 */
export const PROTOCOL_VERSION = 1
export const PROTOCOL_HEADER = 'x-suivi-protocol'

/**
 * Whose replica and outbox a push or pull speaks for. The cookie may be another person's by now (a sign-in in another
 * tab): then the server answers `signed-out`, and no device fills one person's replica with another's rows.
 */
export const PERSON_HEADER = 'x-suivi-person'

/** The device that calls: lets the server say why it has no session any more, when that was done to it on purpose. */
export const DEVICE_HEADER = 'x-suivi-device'

/** Signature of a quarantine push by the device's own key, base64url; see `signedText`. */
export const SIGNATURE_HEADER = 'x-suivi-signature'
