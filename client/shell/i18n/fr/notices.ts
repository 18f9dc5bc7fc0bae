import type { Translated } from '#shared/words/catalogue.ts'
import type { notices as source } from '../en/notices.ts'

export const notices: Translated<typeof source> = {
  title: 'Avis',
  readAll: 'Tout marquer comme lu',
  new: 'nouveau',
  empty: 'Aucun avis',
  emptyText: 'Quand on vous mentionne, vous confie un dossier ou vous demande quelque chose, c’est ici.',
  why: {
    mentioned: '{name} vous a mentionné',
    given: '{name} vous a confié un dossier',
    toDo: '{name} vous a confié une tâche',
    joined: '{name} vous a fait participer à un dossier',
    asked: '{name} demande votre validation',
    answered: '{name} a répondu à votre question',
  },
}
