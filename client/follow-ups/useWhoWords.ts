import type { Participant } from '#shared/actions/participant.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Asked } from '#shared/validations/validation.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'

/** How participants and those who are asked are called: people, roles, departments and contacts of the client. */
export function useWhoWords(file: () => ClientFile | null) {
  const { company } = useCompany()
  const { t } = useWords()
  const { inWords, personName } = useNames()

  function departmentName(id: string | null): string | null {
    const setting = id === null ? undefined : company.value.settings.get(id)
    return setting?.kind === 'department' ? inWords(setting.data.name) : null
  }
  const contactOf = (id: string) => file()?.contacts.find((contact) => contact.id === id)

  function nameOf(who: Participant | Asked): string {
    switch (who.type) {
      case 'person':
        return personName(who.id)
      case 'department':
        return departmentName(who.id) ?? t('casework.who.department')
      case 'role':
        return t(`people.role.${who.id}`)
      case 'contact':
        return contactOf(who.id)?.name ?? t('history.who.somebody')
    }
  }

  function detailOf(who: Participant | Asked): string {
    switch (who.type) {
      case 'person': {
        const person = company.value.people.get(who.id)
        if (!person) return ''
        if (!person.active) return t('casework.who.left')
        return departmentName(person.departmentId) ?? t(`people.role.${person.role}`)
      }
      case 'department': {
        const n = [...company.value.people.values()].filter(
          ({ active, departmentId }) => active && departmentId === who.id,
        ).length
        return t('casework.who.departmentOf', { n })
      }
      case 'role':
        return t('casework.who.role')
      case 'contact':
        return contactOf(who.id)?.role || t('casework.who.contact')
    }
  }
  const namesOf = (all: readonly (Participant | Asked)[]) => all.map(nameOf).join(', ')
  return { nameOf, detailOf, namesOf, departmentName }
}
