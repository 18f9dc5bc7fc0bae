import type { Translated } from '../catalogue.ts'
import type { people as source } from '../en/people.ts'

export const people: Translated<typeof source> = {
  title: 'Mon compte',
  role: {
    administrator: 'Administrateur',
    creditManager: 'Responsable crédit',
    collector: 'Chargé de recouvrement',
    sales: 'Commercial',
    resolver: 'Chargé de résolution',
    departmentUser: 'Service',
    guest: 'Invité',
  },
  offline: 'Pas de réseau. Il en faut un pour cela.',
  refused: 'Le serveur n’a pas accepté cela.',
  preferences: {
    title: 'Préférences',
    language: 'Langue',
    asBrowser: 'Comme le navigateur',
    theme: 'Thème',
    themes: { system: 'Comme le système', light: 'Clair', dark: 'Sombre' },
    numbers: 'Nombres',
    asLanguage: 'Selon la langue',
    example: 'Montants et dates s’écrivent alors ainsi : {amount}, {day}.',
  },
  password: {
    title: 'Mot de passe',
    change: 'Changer le mot de passe',
    others: 'Déconnecter mes autres appareils',
    submit: 'Enregistrer le mot de passe',
    done: 'Le mot de passe est changé.',
  },
  devices: {
    title: 'Mes appareils',
    this: 'cet appareil',
    unnamed: 'Un navigateur',
    lastContact: 'dernier contact {time}',
    waiting: '{n} action non envoyée | {n} actions non envoyées',
    signedOut: 'déconnecté',
    signOut: 'Déconnecter',
    sure: 'Déconnecter {name} ?',
    sureText: 'Il faudra s’y reconnecter. Ce qui n’est pas encore envoyé y reste.',
    sureUnsent:
      '{n} action n’est pas encore envoyée et y reste jusqu’à ce que vous vous y reconnectiez. | {n} actions ne sont pas encore envoyées et y restent jusqu’à ce que vous vous y reconnectiez.',
    done: '{name} est déconnecté.',
    empty: 'Cet appareil est listé après son premier contact.',
  },
}
