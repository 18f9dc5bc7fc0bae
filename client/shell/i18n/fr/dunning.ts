import type { Translated } from '#shared/words/catalogue.ts'
import type { dunning as english } from '../en/dunning.ts'

export const dunning: Translated<typeof english> = {
  nothing: 'Rien n’est dû',
  nothingText: 'Cette étape a été faite entre-temps, ou il n’y a plus rien à relancer.',
  items: '{n} pièce | {n} pièces',
  returned: '{number} est revenue d’un dossier le {day} et reprend où elle en était.',
  what: 'Ce qui s’est passé',
  end: { done: 'Fait', skipped: 'Passer', moved: 'Reporter' },
  submit: { done: 'Fait', skipped: 'Passer l’étape', moved: 'Reporter l’étape' },
  recordCall: 'Enregistrer l’appel',
  nextOn: 'Étape suivante le',
  nextHint: 'Laissez vide, et elle vient quand le scénario le dit.',
  movedTo: 'Reporter au',
  reason: 'Pourquoi la passer',
  reasonNeeded: 'Dites pourquoi.',
  dayNeeded: 'Choisissez un jour.',
  done: 'Fait : {name}',
  skipped: 'Passée : {name}',
  moved: '« {name} » reportée au {day}',
  checks: {
    title: 'Liste de contrôle',
    count: '{done} sur {n}',
    done: 'Coché : {name}',
    undone: 'Finalement pas fait : {name}',
  },
  text: {
    title: 'Texte préparé',
    copy: 'Copier',
    share: 'Partager',
    print: 'Imprimer',
    copied: 'Copié.',
    notCopied: 'Ce navigateur n’a pas permis de copier. Sélectionnez le texte.',
    notShared: 'Il n’a pas pu être transmis. Copiez-le.',
  },
}
