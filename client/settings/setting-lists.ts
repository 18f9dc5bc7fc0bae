import type { Company } from '#shared/company/company.ts'
import { ofKind } from '#shared/company/company.ts'
import type { Department, Reason, SettingOf } from '#shared/company/settings.ts'

/** The short lists a company keeps, each a family of settings of one kind. */
export const LISTS = ['reasons', 'rootCauses', 'resolutions', 'departments'] as const
export type ListName = (typeof LISTS)[number]

export type ListRow = Reason | SettingOf<'rootCause'> | SettingOf<'resolution'> | Department

export function asListName(name: string): ListName | undefined {
  return LISTS.find((known) => known === name)
}

/** The rows of a list in their order, retired ones included. */
export function rowsOf(list: ListName, { settings, reasons, departments }: Company): ListRow[] {
  switch (list) {
    case 'reasons':
      return [...reasons]
    case 'rootCauses':
      return inOrder(ofKind(settings.values(), 'rootCause'))
    case 'resolutions':
      return inOrder(ofKind(settings.values(), 'resolution'))
    case 'departments':
      return [...departments]
  }
}

function inOrder<Row extends ListRow>(rows: Row[]): Row[] {
  return rows.sort((a, b) => a.data.position - b.data.position)
}

/** A row that somebody is about to fill in, last in its list. */
export function newRow(list: ListName, key: string, count: number): ListRow {
  const common = { removed: false, version: 0 }
  const data = { key, name: {}, active: true, position: count + 1 }
  switch (list) {
    case 'reasons':
      return {
        ...common,
        id: `reason.${key}`,
        kind: 'reason',
        data: { ...data, peppol: null, un4465: null, french: null },
      }
    case 'rootCauses':
      return { ...common, id: `rootCause.${key}`, kind: 'rootCause', data }
    case 'resolutions':
      return { ...common, id: `resolution.${key}`, kind: 'resolution', data }
    case 'departments':
      return { ...common, id: `department.${key}`, kind: 'department', data }
  }
}
