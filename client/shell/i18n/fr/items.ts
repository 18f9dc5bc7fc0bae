import type { Translated } from '#shared/words/catalogue.ts'
import type { items as source } from '../en/items.ts'

export const items: Translated<typeof source> = {
  noStatus: 'Sans statut',
  disputedPart: '{amount} en litige',
  inCase: 'dans « {name} »',
  issuedOn: 'émise le {day}',
  closedOn: 'soldée le {day}',
  dueOn: 'échéance {day}',
  dueToday: 'échéance aujourd’hui',
  disputed: 'En litige',
  reason: 'Motif',
  case: 'Dossier',
  amount: 'Montant d’origine',
  issued: 'Émise',
  due: 'Échéance',
  entity: 'Entité',
  sourceStatus: 'Statut en comptabilité',
  statusHistory: 'Historique des statuts',
  noStatusYet: 'Elle n’a jamais eu de statut.',
  historyNotHere: 'L’historique de ce statut n’est pas sur cet appareil.',
  newAction: 'Nouvelle action',
  changeStatus: 'Changer le statut',
  dunning: 'Relance',
  out: {
    settled: 'Soldée.',
    credit: 'Un avoir : il n’est pas relancé.',
    inAction: 'Dans « {name} ».',
    status: 'Son statut « {name} » sort du scénario.',
  },
}
