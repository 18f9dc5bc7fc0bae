import { computed } from 'vue'
import type { Surroundings } from '#shared/actions/proposal.ts'
import type { Decimal } from '#shared/imports/read-amount.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useFormat } from '../ui/format/useFormat.ts'

/** What proposals are made from: the client, who one is, the company and the day. */
export function useProposing(file: () => ClientFile) {
  const { company, me, today } = useCompany()
  const { language } = useNames()
  const { number } = useFormat()
  const surroundings = computed<Surroundings>(() => ({
    client: file().client,
    me: me.value,
    company: company.value,
    today: today.value,
    language: language.value,
  }))
  /** The decimal sign of the person's own number format. */
  const decimal = computed<Decimal>(() => (number(0.5, 1).includes(',') ? ',' : '.'))
  return { surroundings, decimal }
}
