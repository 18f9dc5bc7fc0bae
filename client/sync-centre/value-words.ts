import { isCalendarDay } from '#shared/base/calendar-day.ts'
import { type EntryTeller, personName, settingName } from './entry-words.ts'

/** The value of a field as the reader knows it; null for fields that have none worth a word. */
export function valueWords(field: string, value: unknown, teller: EntryTeller): string | null {
  switch (field) {
    case 'dueOn':
      return typeof value === 'string' && isCalendarDay(value) ? teller.day(value) : null
    case 'ownerId':
    case 'resolverId':
    case 'collectorId':
    case 'salesId':
      return personName(typeof value === 'string' ? value : '', teller)
    case 'reasonId':
    case 'statusId':
      return typeof value === 'string' ? settingName(value, teller) : null
    case 'name':
      return typeof value === 'string' ? teller.t('entries.quoted', { text: value }) : null
    default:
      return null
  }
}
