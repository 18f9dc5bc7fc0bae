import { writtenFields as written } from '#shared/words/fr/written-fields.ts'
import type { Translated } from '#shared/words/catalogue.ts'
import type { refusals as source } from '../en/refusals.ts'

export const refusals: Translated<typeof source> = {
  ...written,
  notAllowed: 'Votre rôle ne vous permet pas de faire cela ici.',
  notFound: {
    client: 'Ce client ne vous est plus visible, ou n’est pas sur cet appareil.',
    item: 'La pièce n’est plus dans le dossier de ce client.',
    action: 'L’action n’est plus dans le dossier de ce client.',
    contact: 'Le contact n’existe plus.',
    setting: 'Ce qui a été choisi n’existe plus dans les réglages.',
    entry: 'La modification concernée est introuvable.',
    work: 'Ce dont il s’agit n’est plus dans ce dossier.',
  },
  closed: 'Entre-temps, cela a été clôturé.',
  closedBy: '{name} a clôturé le {time}.',
  notClosed: 'Ce n’est pas clôturé.',
  nothingLeft: 'Il ne restait rien à traiter : {why}.',
  inOtherAction:
    'La pièce est déjà dans une autre action ouverte. | {n} pièces sont déjà dans une autre action ouverte.',
  inNamedAction: 'La pièce est déjà dans « {name} ». | {n} pièces sont déjà dans « {name} ».',
  statusUnknown: 'Ce statut n’existe plus ou est désactivé. Choisissez-en un autre.',
  personUnknown: 'Cette personne ne travaille plus ici. Choisissez quelqu’un d’autre.',
  settingUnknown: 'Le choix fait pour {field} n’existe plus. Choisissez autre chose.',
  notAsked: 'D’autres personnes sont consultées, pas vous.',
  ownRequest: 'Personne ne décide de sa propre demande.',
  changedSince: 'Cela a changé depuis que vous l’avez vu : {fields}. Revoyez la demande avant de décider.',
  stillAsked: 'Une validation attend encore sa réponse. Retirez-la d’abord.',
  discarded: 'Un administrateur ne l’a pas repris, pour cette raison : {reason}.',
  idTaken: 'Cela existe déjà.',
  touchedSince: 'Quelqu’un y a touché depuis : {fields}.',
  cannotUndo: 'Cela ne peut pas être annulé. Corrigez par une nouvelle modification.',
  dependsOn: 'L’action dont cela fait partie n’a pas été ouverte. Réessayez d’abord de l’ouvrir.',
  declined: 'La personne désormais en charge ne l’a pas souhaité.',
  declinedBy: '{name} ne l’a pas souhaité.',
  declinedSaying: '{name} ne l’a pas souhaité : « {text} ».',
  lapsed: 'Personne n’a décidé dans les 30 jours.',
  alreadyDecided: 'Quelqu’un en a déjà décidé.',
  alreadyDecidedBy: '{name} en a déjà décidé le {time}.',
  alreadyDecidedByName: '{name} en a déjà décidé.',
  invalid: 'La saisie pour {field} ne convient pas.',
  defect: 'Cela n’a pas pu être traité. L’erreur est de notre côté ; le journal la garde sous {reference}.',
  parked: 'Le client a été confié à quelqu’un d’autre, qui décidera.',
  parkedForCase: 'Le cas a été clôturé entre-temps ; son responsable décidera des pièces.',
  deferred: 'En attente de la mise à jour de l’application.',
  leftOut: {
    settled: '{n} pièce est payée ou lettrée | {n} pièces sont payées ou lettrées',
    inOtherAction:
      '{n} pièce est dans une autre action ouverte | {n} pièces sont dans une autre action ouverte',
    notInAction: '{n} pièce n’est pas dans cette action | {n} pièces ne sont pas dans cette action',
    notFound: '{n} pièce n’existe plus | {n} pièces n’existent plus',
    alreadySo: '{n} pièce était déjà ainsi | {n} pièces étaient déjà ainsi',
    overBalance:
      'le montant en litige de {n} pièce dépasse son solde | le montant en litige de {n} pièces dépasse leur solde',
    notDebit: '{n} pièce ne nous est pas due | {n} pièces ne nous sont pas dues',
  },
  noop: {
    alreadySo: 'C’est déjà ainsi ; rien n’a changé.',
    alreadyPaid: 'Entre-temps, c’est payé ; il n’y avait plus rien à modifier.',
    joined: 'Les pièces étaient déjà dans un cas ouvert ; la suite s’y poursuit.',
    joinedTo: 'Rattaché à « {name} » : les pièces y étaient déjà. La suite s’y poursuit.',
    superseded: 'La modification plus récente de quelqu’un d’autre est conservée.',
  },
  notKept: {
    storageFull:
      'Cet appareil n’a plus de place : rien n’a été enregistré. Libérez de l’espace et réessayez.',
    storageFailed:
      'Cet appareil n’a pas pu enregistrer. Réessayez ; si cela persiste, rechargez l’application.',
    appOutdated:
      'Une version plus récente de l’application est ouverte dans un autre onglet. Rien n’a été enregistré : rechargez pour mettre à jour, puis réessayez.',
  },
}
