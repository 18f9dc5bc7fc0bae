import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Reader } from '#shared/history/reader.ts'
import type { Language, NumberFormat } from '#shared/people/preferences.ts'
import { formatFor } from '#shared/words/format.ts'
import type { SayOnPaper } from '#shared/words/say.ts'
import { sayIn } from './say-in.ts'

/** For whom a paper is written. */
export type PaperReader = Reader & { t: SayOnPaper }

const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' }

export function paperReader(
  { language, numberFormat }: { language: Language; numberFormat: NumberFormat },
  company: Company,
  file: ClientFile,
  within: string,
  today: CalendarDay,
): PaperReader {
  const { timeZone, currency } = company
  return {
    t: sayIn(language),
    language,
    format: formatFor({ language: LOCALES[language], numberFormat, timeZone, currency }),
    company,
    file,
    // A paper goes to others: nobody is "you" on it.
    meId: '',
    today,
    within,
  }
}
