import type { Translated } from '#shared/words/catalogue.ts'
import type { sync as source } from '../en/sync.ts'

export const sync: Translated<typeof source> = {
  live: 'À jour',
  syncing: 'Mise à jour',
  offline: 'Hors ligne',
  stopped: 'Synchronisation arrêtée',
  storage: {
    full: 'Appareil plein',
    failing: 'Le stockage de l’appareil ne répond pas',
    outdated: 'Rechargez pour mettre à jour',
  },
  clock: {
    slow: 'Horloge en retard de {time}',
    fast: 'Horloge en avance de {time}',
    minutes: '{n} min | {n} min',
    hours: '{n} h | {n} h',
    days: '{n} jour | {n} jours',
  },
  asOf: 'vu à {time}',
  never: 'aucune donnée',
  pending: '{n} à envoyer | {n} à envoyer',
  needsYou: '{n} vous attend | {n} vous attendent',
  strip: 'Synchronisation',
  open: 'Ouvrir le centre de synchronisation',
}
