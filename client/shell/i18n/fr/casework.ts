import type { Translated } from '#shared/words/catalogue.ts'
import type { casework as source } from '../en/casework.ts'

export const casework: Translated<typeof source> = {
  who: {
    department: 'Un service',
    departmentOf: 'Service · {n} personne | Service · {n} personnes',
    role: 'Toutes les personnes de ce rôle',
    contact: 'Contact du client',
    left: 'N’est plus là',
  },
  stage: {
    title: 'Étape',
    none: 'Aucune étape encore',
    of: '{n} sur {count}',
    moveOn: 'Passer à : {stage}',
    moved: 'Étape : {stage}',
    movedUntil: 'Étape : {stage}, retour le {day}',
    sheet: 'Passer à une étape',
    now: 'en cours',
    days: 'Cette étape propose {n} jour. | Cette étape propose {n} jours.',
    comment: 'Commentaire interne',
    commentHint: 'Cette étape le demande d’abord.',
    commentNeeded: 'Dites en quelques mots pourquoi le dossier y va.',
    choose: 'Choisir une étape',
    submit: 'Passer à : {stage}',
  },
  decision: {
    title: 'Noter une décision',
    label: 'Ce qui a été décidé, et pourquoi',
    placeholder: 'Par exemple : avoir de 310,00, la palette est arrivée cassée.',
    needed: 'Dites ce qui a été décidé.',
    submit: 'Noter la décision',
    done: 'Décision notée',
  },
  participants: {
    title: 'Participants',
    add: 'Ajouter',
    sheet: 'Qui participe ?',
    added: '{name} participe',
    removed: '{name} ne participe plus',
    remove: 'Retirer {name}',
    stillAsked: 'Sollicité par une validation ouverte : reste jusqu’à la réponse',
  },
  mention: {
    button: 'Mentionner',
    list: 'Collègues',
    joining:
      '{names} ne voit pas encore ce dossier et y participera désormais. | {names} ne voient pas encore ce dossier et y participeront désormais.',
    leftOut:
      '{names} ne fait que lire et ne sera pas prévenu. | {names} ne font que lire et ne seront pas prévenus.',
  },
  paper: {
    title: 'Exporter l’historique en PDF',
    name: { plan: 'Échéancier {name}', history: 'Historique {name}' },
    done: 'Le PDF est prêt',
    offline: 'Le PDF est fait par le serveur : il faut du réseau.',
    notThere: 'Le serveur ne l’a pas encore. Réessayez une fois l’envoi fait.',
    failed: 'Le PDF n’a pas pu être fait. Réessayez plus tard.',
  },
  toDo: {
    joining: '{name} verra désormais ce dossier.',
  },
}
