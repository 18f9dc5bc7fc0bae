import type { Translated } from '#shared/words/catalogue.ts'
import type { parked as source } from '../en/parked.ts'

export const parked: Translated<typeof source> = {
  title: 'À vous de décider',
  because: {
    moved: '{name} l’a voulu le {time}, avant le changement de responsable.',
    late: '{name} l’a ajouté le {time}, avant le changement de responsable ; c’est arrivé un mois plus tard.',
    closed: '{name} a associé les pièces le {time}, avant la clôture du cas.',
    changed: '{name} a voulu un autre échéancier le {time}, sans avoir vu celui qui existe.',
  },
  lapses: 'Expire :',
  accept: 'Accepter',
  decline: 'Refuser',
  reopenWith: 'Rouvrir avec elles',
  leaveOut: 'Les laisser de côté',
  accepted: 'Accepté ; l’auteur en est informé',
  declined: 'Refusé ; l’auteur en est informé',
  declining: {
    title: 'Refuser',
    why: 'Un mot pour {name}, si vous le souhaitez',
    submit: 'Refuser',
  },
}
