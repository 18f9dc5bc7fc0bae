import type { Translated } from '#shared/words/catalogue.ts'
import type { search as source } from '../en/search.ts'

export const search: Translated<typeof source> = {
  title: 'Rechercher',
  label: 'Rechercher clients, pièces, dossiers, documents et montants',
  placeholder: 'Nom, numéro ou montant',
  clients: 'Clients',
  items: 'Pièces',
  cases: 'Dossiers',
  startTitle: 'Tout retrouver sur cet appareil',
  startText:
    'Un client, un numéro de pièce, un dossier, un document, ou un montant comme 4 120,50. Cela fonctionne sans réseau.',
  nothingTitle: 'Rien trouvé pour « {query} »',
  nothingText:
    'Les pièces et dossiers ouverts, les documents et les clients de cet appareil ont été cherchés.',
  nothingCatchingUp: 'L’appareil est en train de se mettre à jour ; réessayez dans un instant.',
  recent: 'Recherches précédentes',
  forget: 'Les oublier',
  caseOf: 'Dossier · {client}',
  itemOf: 'Pièce · {client}',
  client: 'Client {number}',
}
