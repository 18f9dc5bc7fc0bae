import type { Translated } from '#shared/words/catalogue.ts'
import type { quarantine as english } from '../en/quarantine.ts'

export const quarantine: Translated<typeof english> = {
  text: 'Ce que n’avaient pas envoyé les personnes dont le compte a été fermé ou l’appareil déconnecté. Rien ne compte avant votre décision.',
  empty: 'Rien ne vous attend',
  emptyText:
    'Quand un compte est fermé ou un appareil déconnecté, ce qui n’y était pas envoyé arrive ici pour que vous décidiez.',
  offline: 'Il faut du réseau pour décider.',
  all: 'Tout cocher',
  from: '{device}, remis {time}',
  aDevice: 'Un navigateur',
  made: 'fait {time}',
  unreadable: 'Une modification que cette version ne sait pas lire. Elle ne peut qu’être abandonnée.',
  adopt: 'Reprendre',
  discard: 'Abandonner',
  more: '{n} autre attend après celles-ci. | {n} autres attendent après celles-ci.',
  discardTitle: 'Abandonner {n} action ? | Abandonner {n} actions ?',
  discardText:
    'Elle reste dans l’historique comme abandonnée, avec votre motif. | Elles restent dans l’historique comme abandonnées, avec votre motif.',
  reason: 'Motif',
  needsReason: 'Dites pourquoi, pour l’historique.',
  adopted: '{n} action reprise. | {n} actions reprises.',
  discarded: '{n} action abandonnée. | {n} actions abandonnées.',
  notAll:
    '{n} n’a pas pu être appliquée : voir pourquoi ci-dessous. | {n} n’ont pas pu être appliquées : voir pourquoi ci-dessous.',
  decided: 'Décidé récemment',
  decidedAdopted: 'Repris par {name}, {time}',
  decidedDiscarded: 'Abandonné par {name}, {time} : « {reason} »',
  of: '{name} · {what}',
}
