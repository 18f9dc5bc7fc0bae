const NOTHING_TO_CLEAN = /^[^\s='\u200b\ufeff\p{Cc}](?:[^\p{Cc}]*[^\s\u200b\ufeff\p{Cc}])?$/u
const CONTROL = /\p{Cc}+/gu
const AROUND = /^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g
const KEPT_AS_TEXT = /^="(.*)"$/
const APOSTROPHE = /^'(?=[\d+\-=@.(])/

/**
 * The text of a cell without what spreadsheets put around it: blanks, control characters, `="0123"` and `'0123`,
 * the two ways of keeping leading zeros. A name such as `'t Hof` keeps its apostrophe.
 */
export function cleanCell(raw: string | undefined): string {
  if (!raw || NOTHING_TO_CLEAN.test(raw)) return raw ?? ''
  const text = raw.replace(CONTROL, ' ').replace(AROUND, '')
  return text.replace(KEPT_AS_TEXT, '$1').replace(APOSTROPHE, '').replace(AROUND, '')
}

/** A word as it is compared: without case, accents and doubled blanks. */
export function comparable(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()
}
