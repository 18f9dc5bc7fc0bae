import { computed } from 'vue'
import { MAY_COLLECT, ROLES, type Person, type Role } from '#shared/people/person.ts'
import { useCards } from '../replica/useCards.ts'
import { useCompany } from '../replica/useCompany.ts'

/** Roles that take clients as their collector, those whose trade it is first. */
const COLLECTS: readonly Role[] = ROLES.filter((role) => MAY_COLLECT[role]).toReversed()
const SELLS: readonly Role[] = ['sales']

/** Who can be put in charge of a client, and how much each of them has already, as far as this device knows. */
export function usePortfolios() {
  const { company } = useCompany()
  const { cards } = useCards()

  const inRoles = (roles: readonly Role[]): Person[] =>
    [...company.value.people.values()]
      .filter(({ active, role }) => active && roles.includes(role))
      .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name))

  const counted = (roles: readonly Role[], holder: 'collectorId' | 'salesId') =>
    inRoles(roles).map(({ id, name, role }) => {
      const own = cards.value.filter((card) => card[holder] === id)
      return {
        id,
        name,
        role,
        clientCount: own.length,
        outstandingMinor: own.reduce((sum, { converted }) => sum + converted.outstandingMinor, 0),
        currency: company.value.currency,
      }
    })
  const collectors = computed(() => counted(COLLECTS, 'collectorId'))
  const sellers = computed(() => counted(SELLS, 'salesId'))
  return { collectors, sellers }
}
