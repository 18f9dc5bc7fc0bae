import type { Translated } from '#shared/words/catalogue.ts'
import type { welcome as source } from '../en/welcome.ts'

export const welcome: Translated<typeof source> = {
  title: 'Bienvenue dans Suivi',
  text: 'Ceci crée le premier administrateur. Les autres personnes sont ajoutées ensuite.',
  company: 'Société',
  companyName: 'Nom de la société',
  currency: 'Devise',
  timeZone: 'Fuseau horaire',
  timeZoneHint: 'Les journées y commencent et y finissent.',
  you: 'Vous',
  name: 'Votre nom',
  email: 'E-mail',
  password: 'Mot de passe',
  needed: 'Ce champ est nécessaire.',
  submit: 'Commencer',
  done: 'Tout est prêt. Connectez-vous avec {email}.',
  already: 'Il y a déjà un administrateur.',
  badLink: 'Ce lien n’est pas le dernier affiché par le serveur. Redémarrez-le pour en obtenir un nouveau.',
}
