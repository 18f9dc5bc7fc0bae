import type { Translated } from '../catalogue.ts'
import type { documents as source } from '../en/documents.ts'

export const documents: Translated<typeof source> = {
  title: 'Documents',
  type: {
    deliveryNote: 'Bon de livraison',
    order: 'Commande',
    photo: 'Photo',
    contract: 'Contrat',
    letter: 'Courrier',
    other: 'Autre document',
  },
  state: {
    onItsWay: 'En route',
    notScanned: 'Non analysé',
    clean: 'Analysé, sain',
    infected: 'Infecté : mis à part',
    cannotBeScanned: 'Impossible à analyser : mis à part',
    refused: 'Refusé',
  },
  refusedBecause: {
    empty: 'le fichier est vide',
    tooBig: 'le fichier dépasse 50 Mo',
    typeNotAllowed: 'les fichiers de ce type ne sont pas acceptés',
    notWhatItSays: 'le fichier n’est pas ce que dit son nom',
    broken: 'le fichier est endommagé',
    tooManyPixels: 'l’image est trop grande',
    tooSlow: 'l’image est trop longue à lire',
    otherBytes: 'ce qui est arrivé n’est pas ce qui a été envoyé',
  },
}
