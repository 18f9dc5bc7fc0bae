import { roughSpan } from '#shared/actions/resolution-time.ts'
import type { Reason } from '#shared/company/settings.ts'
import type { Translate } from '../shell/i18n/useWords.ts'

/** The codes the e-invoicing networks have for a reason; empty where there are none. */
export function codeWords({ data }: Reason, t: Translate): string {
  return [
    data.peppol && t('followUps.codes.peppol', { code: data.peppol }),
    data.un4465 && t('followUps.codes.un4465', { code: data.un4465 }),
    data.french && t('followUps.codes.french', { code: data.french }),
  ]
    .filter(Boolean)
    .join(' · ')
}

export function spanWords(ms: number, t: Translate): string {
  const { unit, n } = roughSpan(ms)
  return unit === 'none' ? t('followUps.duration.under') : t(`followUps.duration.${unit}`, { n })
}
