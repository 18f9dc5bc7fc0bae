import type { Family } from '#shared/words/catalogue.ts'

export const search = {
  title: 'Search',
  label: 'Search clients, items, cases, documents and amounts',
  placeholder: 'Name, number or amount',
  clients: 'Clients',
  items: 'Items',
  cases: 'Cases',
  startTitle: 'Find anything on this device',
  startText:
    'A client, an item number, a case, a document, or an amount such as 4,120.50. It works without a network.',
  nothingTitle: 'Nothing found for “{query}”',
  nothingText: 'Open items, open cases, documents and clients on this device were searched.',
  nothingCatchingUp: 'The device is still catching up; try again in a moment.',
  recent: 'Searched before',
  forget: 'Forget them',
  caseOf: 'Case · {client}',
  itemOf: 'Item · {client}',
  client: 'Client {number}',
} as const satisfies Family
