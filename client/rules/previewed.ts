import { type CalendarDay, addDays } from '#shared/base/calendar-day.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Company } from '#shared/company/company.ts'
import type { Scenario } from '#shared/company/settings.ts'
import { type Preview, previewOf } from '#shared/dunning/preview.ts'

const AHEAD_DAYS = 120

/** What a scenario, saved or not, would do with a client from a day on. */
export function previewed(
  file: ClientFile,
  scenario: Scenario,
  company: Company,
  today: CalendarDay,
): Preview {
  const draft = { ...scenario, data: { ...scenario.data, active: true } }
  const settings = new Map(company.settings).set(draft.id, draft)
  const given = { ...file, client: { ...file.client, ownScenarioId: draft.id } }
  return previewOf(given, { ...company, settings }, today, addDays(today, AHEAD_DAYS))
}
