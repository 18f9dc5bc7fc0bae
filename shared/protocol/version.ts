/**
 * The number both sides say with every call. It moves when a wire schema changes in a way the other side
 * cannot read; push accepts older numbers for ever.
 *
 * 1: push, pull and poke of client and case files.
 */
export const PROTOCOL_VERSION = 1
export const PROTOCOL_HEADER = 'x-suivi-protocol'
