import { computed } from 'vue'
import { ROLES } from '#shared/people/person.ts'
import type { Asked } from '#shared/validations/validation.ts'
import { isOneOf } from '#shared/validations/who-is-asked.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'

/** Whom the company can ask, and how they are called. */
export function useAskedNames() {
  const { t } = useWords()
  const { company } = useCompany()
  const { inWords } = useNames()

  const all = computed<Asked[]>(() => [
    ...company.value.departments
      .filter(({ data }) => data.active)
      .map(({ id }) => ({ type: 'department' as const, id })),
    ...ROLES.filter((role) => role !== 'guest').map((id) => ({ type: 'role' as const, id })),
    ...[...company.value.people.values()]
      .filter((person) => isOneOf({ type: 'person', id: person.id }, person))
      .sort((a, b) => a.name.localeCompare(b.name))
      .map(({ id }) => ({ type: 'person' as const, id })),
  ])

  function nameOf(asked: Asked): string {
    switch (asked.type) {
      case 'person':
        return company.value.people.get(asked.id)?.name ?? t('settings.validations.left')
      case 'role':
        return t(`people.role.${asked.id}`)
      case 'department': {
        const department = company.value.departments.find(({ id }) => id === asked.id)
        return department ? inWords(department.data.name) : t('settings.validations.left')
      }
    }
  }

  function kindOf(asked: Asked): string {
    const person = asked.type === 'person' ? company.value.people.get(asked.id) : undefined
    if (person) return t(`people.role.${person.role}`)
    return asked.type === 'department' ? t('settings.validations.department') : t('settings.validations.role')
  }

  return { all, nameOf, kindOf }
}
