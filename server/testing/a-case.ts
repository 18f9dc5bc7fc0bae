import { TODAY, type TestCompany } from './a-company.ts'

/** The entry that opens a follow-up of some items, owned by the collector. */
export function aCaseOf(
  company: TestCompany,
  clientId: string,
  itemIds: string[],
  actionId: string,
  resolverId: string,
) {
  const by = company.personOf('creditManager')
  return company.entry('action.opened', by, clientId, {
    actionId,
    type: 'followUp',
    kind: 'dispute',
    name: 'A case',
    dueOn: TODAY,
    ownerId: company.personOf('collector'),
    resolverId,
    reasonId: null,
    on: TODAY,
    itemIds,
    move: false,
    comment: null,
  })
}
