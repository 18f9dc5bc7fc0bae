import type { Translated } from '../catalogue.ts'
import type { shell as source } from '../en/shell.ts'

export const shell: Translated<typeof source> = {
  appName: 'Suivi',
  skip: 'Aller au contenu',
  navigation: 'Principale',
  agenda: 'Agenda',
  clients: 'Clients',
  new: 'Nouveau',
  cases: 'Dossiers',
  more: 'Plus',
  gallery: 'Composants',
  notFound: {
    title: 'Rien à cette adresse',
    text: 'Le lien est peut-être ancien, ou vous n’avez plus accès à ce qu’il montrait.',
    home: 'Aller à l’agenda',
  },
  update: {
    ready: 'Une nouvelle version est prête.',
    required: 'Cette version est trop ancienne pour le serveur. Mettez à jour pour voir les nouveautés.',
    reload: 'Suivi a été mis à jour. Rechargez pour continuer.',
    now: 'Mettre à jour',
    reloadNow: 'Recharger',
    later: 'Plus tard',
  },
  install: {
    text: 'Installez Suivi pour l’ouvrir depuis l’écran d’accueil, même sans réseau.',
    now: 'Installer',
    ios: 'Pour travailler sans réseau, ajoutez Suivi à l’écran d’accueil : touchez Partager, puis « Sur l’écran d’accueil ».',
    dismiss: 'Pas maintenant',
  },
  insecure:
    'Cette adresse est en HTTP simple : le navigateur n’y garde rien pour le travail sans réseau. Ouvrez Suivi en HTTPS, ou démarrez-le avec --lan.',
  help: {
    title: 'Touches',
    everywhere: 'Partout',
    here: 'Sur cet écran',
    show: 'Afficher les touches',
    palette: 'Recherche et commandes',
    undo: 'Annuler la dernière modification',
    next: 'Ligne suivante',
    previous: 'Ligne précédente',
    openRow: 'Ouvrir la ligne',
    reschedule: 'Replanifier',
    comment: 'Commenter',
    search: 'Rechercher',
    create: 'Nouveau',
  },
  palette: {
    title: 'Recherche et commandes',
    placeholder: 'Client, pièce, dossier ou commande',
    commands: 'Commandes',
    results: 'Résultats',
    empty: 'Aucun résultat pour « {query} »',
  },
}
