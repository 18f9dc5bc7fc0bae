const LONGEST_NAME = 200
const LONGEST_ENDING = 10

/** Marks that turn the reading order: they make `gpj.exe` read as `exe.jpg`. And those that show as nothing. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
const CONTROL = /\p{Cc}+/gu

/**
 * A name as it is kept and offered for a download: the last part of a path, without control characters, marks that turn
 * the reading order, or what a file system forbids; shortened in the middle, so that its ending can still be read.
 * Empty where nothing is left.
 */
export function cleanName(name: string): string {
  const last =
    name.normalize('NFC').replaceAll(CONTROL, ' ').replaceAll(UNSEEN, '').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[ .]+/, '')
    .replace(/[ .]+$/, '')
  const letters = [...plain]
  if (letters.length <= LONGEST_NAME) return plain
  const dot = letters.lastIndexOf('.')
  const ending = dot > 0 && letters.length - dot <= LONGEST_ENDING ? letters.slice(dot) : []
  return [...letters.slice(0, LONGEST_NAME - ending.length - 1), '…', ...ending].join('')
}
