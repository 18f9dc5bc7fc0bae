import { REFUSED_BECAUSE, type Document, settledOf } from '#shared/documents/document.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import type { OnItsWay } from './kept-database.ts'
import { useDocuments } from './useDocuments.ts'

/** How far a document has come, in words; `look` says how loudly. */
export type Standing = { text: string; look: 'quiet' | 'needsYou' }

export function useStanding() {
  const work = useDocuments()
  const { me } = useCompany()
  const { personName } = useNames()
  const { t } = useWords()
  const { number } = useFormat()
  const percent = (share: number) => `${number(Math.floor(share * 100))}\u00a0%`

  function reasonText(reason: string): string {
    const because = REFUSED_BECAUSE.find((one) => one === reason)
    if (because) return t(`documents.refusedBecause.${because}`)
    switch (reason) {
      case 'infected':
      case 'cannotBeScanned':
        return t(`documents.state.${reason}`)
      case 'bytesGone':
        return t('documents.standing.bytesGone')
      case 'too-large':
        return t('documents.standing.tooLarge')
      default:
        return t('documents.standing.malformed')
    }
  }

  /** Of one page that leaves this device. */
  function rowText(row: OnItsWay): string {
    if (row.refused !== null) return t('documents.standing.refused', { reason: reasonText(row.refused) })
    if (row.sentAtMs !== null) return t('documents.standing.sent')
    const sent = work.progress.value.get(row.hash)
    if (sent !== undefined) return t('documents.standing.sending', { share: percent(sent / row.bytes) })
    switch (work.waitsFor.value) {
      case 'network':
        return t('documents.standing.waitingNetwork')
      case 'space':
        return t('documents.standing.waitingSpace')
      case 'signIn':
        return t('documents.standing.waitingSignIn')
      case 'wifi':
        return t('documents.standing.waitingWifi')
      case null:
        return t('documents.standing.waiting')
    }
  }

  /** Null when there is nothing to say: all of it has come, and may be seen. */
  function standingOf(document: Document): Standing | null {
    if (document.withdrawn)
      return { text: t('documents.standing.withdrawn', { reason: document.withdrawn.reason }), look: 'quiet' }
    for (const { hash } of document.pages) {
      const settled = settledOf(document, hash)
      if (settled?.state === 'refused')
        return {
          text: t('documents.standing.refused', { reason: reasonText(settled.reason ?? '') }),
          look: 'needsYou',
        }
      if (settled?.state === 'infected' || settled?.state === 'cannotBeScanned')
        return { text: t(`documents.state.${settled.state}`), look: 'needsYou' }
    }
    const open = document.pages.filter(({ hash }) => settledOf(document, hash) === null)
    if (open.length === 0) return null
    const rows = work.held.value.onTheirWay.filter(
      (row) => row.documentId === document.id && open.some(({ hash }) => hash === row.hash),
    )
    const refused = rows.find((row) => row.refused !== null)
    if (refused) return { text: rowText(refused), look: 'needsYou' }
    if (rows.length > 0) return { text: sendingText(rows), look: 'quiet' }
    const name = document.byId === me.value.id ? t('documents.mine') : personName(document.byId)
    return { text: t('documents.standing.onItsWay', { name }), look: 'quiet' }
  }

  /** Of several pages as one: how much of all their bytes has left. */
  function sendingText(rows: readonly OnItsWay[]): string {
    const [first] = rows
    const waiting = rows.filter(({ sentAtMs }) => sentAtMs === null)
    const [next = first] = waiting
    if (!next) return ''
    const all = rows.reduce((sum, { bytes }) => sum + bytes, 0)
    const sent = rows.reduce(
      (sum, { hash, bytes, sentAtMs }) =>
        sum + (sentAtMs === null ? (work.progress.value.get(hash) ?? 0) : bytes),
      0,
    )
    if (waiting.length > 0 && sent > 0) return t('documents.standing.sending', { share: percent(sent / all) })
    return rowText(next)
  }

  return { standingOf, rowText, reasonText }
}
