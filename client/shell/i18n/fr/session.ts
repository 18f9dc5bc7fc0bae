import type { Translated } from '#shared/words/catalogue.ts'
import type { session as source } from '../en/session.ts'

export const session: Translated<typeof source> = {
  signIn: {
    title: 'Se connecter',
    text: 'Avec l’adresse e-mail et le mot de passe de votre travail.',
    email: 'E-mail',
    password: 'Mot de passe',
    show: 'Afficher',
    hide: 'Masquer',
    submit: 'Se connecter',
    forgot: 'Mot de passe oublié',
    needsEmail: 'Saisissez votre adresse e-mail.',
    needsPassword: 'Saisissez votre mot de passe.',
    wrong: 'L’e-mail ou le mot de passe est erroné.',
    tooMany: 'Trop d’essais. Attendez quelques minutes, puis réessayez.',
    deactivated: 'Ce compte est désactivé. Adressez-vous à votre administrateur.',
    offline: 'Pas de réseau. Il en faut un pour se connecter ; ce qui est sur cet appareil y reste.',
    serverDown: 'Le serveur ne répond pas. Réessayez dans un instant.',
  },
  locked: {
    title: 'Déconnecté',
    toSend: 'Connectez-vous pour envoyer {n} action. | Connectez-vous pour envoyer {n} actions.',
    toGoOn: 'Connectez-vous pour voir les nouveautés.',
    kept: 'Votre travail est conservé sur cet appareil. Il part dès que vous vous connectez.',
    ofAnother:
      '{n} action de {name} reste sur cet appareil jusqu’à ce que {name} s’y reconnecte. | {n} actions de {name} restent sur cet appareil jusqu’à ce que {name} s’y reconnecte.',
    goOn: 'Continuer sans se connecter',
  },
  lease: {
    title: 'Cet appareil est verrouillé',
    text: 'Il n’a eu aucun contact avec le serveur depuis plus de {n} jour (dernier : {time}). Connectez-vous pour reprendre où vous en étiez. | Il n’a eu aucun contact avec le serveur depuis plus de {n} jours (dernier : {time}). Connectez-vous pour reprendre où vous en étiez.',
    kept: '{n} action non envoyée est conservée ici. Elle partira dès que vous serez connecté. | {n} actions non envoyées sont conservées ici. Elles partiront dès que vous serez connecté.',
    nothingUnsent: 'Tout ce que vous avez fait ici avait été envoyé.',
    signIn: 'Se connecter',
    export: 'Exporter dans un fichier',
    network:
      'Il faut du réseau pour se connecter. D’ici là vos données restent sur cet appareil, et personne ne les voit.',
  },
  ended: {
    deactivated: 'Ce compte a été fermé.',
    signedOut: 'Cet appareil a été déconnecté depuis un autre.',
    handed:
      '{n} action non envoyée a été remise aux administrateurs. | {n} actions non envoyées ont été remises aux administrateurs.',
    left: '{n} action non envoyée est verrouillée ici en attendant d’être remise aux administrateurs. | {n} actions non envoyées sont verrouillées ici en attendant d’être remises aux administrateurs.',
    wiped: 'Les données de cet appareil ont été effacées.',
  },
  forgot: {
    title: 'Mot de passe oublié',
    text: 'Saisissez votre adresse e-mail. Un lien pour choisir un nouveau mot de passe est créé ; il vaut une heure.',
    honest:
      'Suivi n’envoie pas encore d’e-mails : demandez le lien à votre administrateur, il est dans le journal du serveur.',
    submit: 'Créer un lien',
    doneTitle: 'Le lien est créé',
    doneText:
      'Si quelqu’un travaille ici sous {email}, le journal du serveur contient maintenant un lien. Suivi n’envoie pas encore d’e-mails : demandez-le à votre administrateur.',
    back: 'Retour à la connexion',
  },
  reset: {
    title: 'Nouveau mot de passe',
    text: 'Choisissez un nouveau mot de passe. Tous les appareils sont alors déconnectés.',
    submit: 'Enregistrer le mot de passe',
    doneTitle: 'Le mot de passe est changé',
    doneText: 'Connectez-vous avec le nouveau. Tous les appareils ont été déconnectés.',
    badLink: 'Ce lien a déjà servi ou date de plus d’une heure.',
    again: 'Demander un nouveau lien',
  },
  password: {
    current: 'Mot de passe actuel',
    new: 'Nouveau mot de passe',
    hint: 'Au moins {n} caractères. Une phrase convient bien.',
    tooShort: 'Au moins {n} caractères.',
    tooLong: 'Au plus {n} caractères.',
    wrongCurrent: 'Le mot de passe actuel est erroné.',
  },
  first: {
    title: 'Vos données arrivent',
    text: 'La première fois prend un moment. Ensuite, tout est sur cet appareil.',
    offlineTitle: 'La première fois, il faut un réseau',
    offlineText: 'Rien de vous n’est encore sur cet appareil. Tout arrive dès qu’il y a une connexion.',
    outdatedTitle: 'Suivi a été mis à jour',
    outdatedText:
      'Cette page est d’une version plus ancienne. Rechargez-la pour continuer ; ce qui est gardé sur cet appareil le reste.',
    failedTitle: 'Ce navigateur ne conserve pas de données',
    failedText:
      'La base de données du navigateur n’a pas pu être ouverte. Une fenêtre privée ou un disque plein peut en être la cause.',
  },
  notice: {
    signIn: 'Vous êtes déconnecté. Connectez-vous pour envoyer et voir les nouveautés.',
    signInToSend:
      'Vous êtes déconnecté. Connectez-vous pour envoyer {n} action. | Vous êtes déconnecté. Connectez-vous pour envoyer {n} actions.',
    signInNow: 'Se connecter',
    locks:
      'Aucun contact avec le serveur depuis des jours : cet appareil se verrouille dans {n} jour. Connectez-vous une fois au réseau pour continuer. | Aucun contact avec le serveur depuis des jours : cet appareil se verrouille dans {n} jours. Connectez-vous une fois au réseau pour continuer.',
    old: '{n} action attend depuis plus d’un jour. | {n} actions attendent depuis plus d’un jour.',
    oldNow: 'Les voir',
  },
  signOut: {
    title: 'Se déconnecter',
    sure: 'Se déconnecter de cet appareil ?',
    sureText: 'Pour y travailler de nouveau, il faudra un réseau pour se connecter.',
    unsent: '{n} action n’est pas encore envoyée | {n} actions ne sont pas encore envoyées',
    unsentText:
      'Ce qui n’est pas envoyé attend sur cet appareil que vous vous y reconnectiez. Personne d’autre ne le voit ni ne l’envoie.',
    sendNow: 'Envoyer maintenant',
    export: 'Exporter en fichier',
    anyway: 'Se déconnecter quand même',
    now: 'Se déconnecter',
    offline: 'Pour se déconnecter, il faut un réseau : le serveur doit fermer la session.',
    serverDown: 'Le serveur ne répond pas, la session n’a pas pu être fermée. Réessayez.',
  },
}
