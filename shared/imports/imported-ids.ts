import { type Id, idFrom } from '../base/ids.ts'
import type { ItemKind } from '../items/item.ts'

/** The same customer number of a company always makes the same client. */
export function importedClientId(companyId: Id, number: string): Id {
  return idFrom(companyId, JSON.stringify(['client', number]))
}

/** Number and kind are unique within source and entity; importing a file again finds the same item. */
export function importedItemId(
  companyId: Id,
  source: string,
  { entity, kind, number }: { entity: string | null; kind: ItemKind; number: string },
): Id {
  return idFrom(companyId, JSON.stringify(['item', source, entity, kind, number]))
}
