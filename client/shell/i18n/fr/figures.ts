import type { Translated } from '#shared/words/catalogue.ts'
import type { figures as source } from '../en/figures.ts'

export const figures: Translated<typeof source> = {
  title: 'Indicateurs',
  label: 'Indicateurs : {text}',
  open: 'Comment ils sont calculés',
  outstanding: 'Encours',
  overdue: 'Échu',
  disputed: 'En litige',
  rate: 'Taux de litige',
  rateByCount: 'en nombre',
  inCurrency: '{n} devise, en {currency} | {n} devises, en {currency}',
  provisional: 'Provisoire : vos changements sont comptés, le serveur ne les a pas encore confirmés.',
  catchingUp: 'Rattrapage en cours : il manque des clients.',
  unconverted: 'Sans cours de change, donc hors du total : {currencies}.',
  together: 'Total, en {currency}',
  perCurrency: 'Par devise',
  items: '{n} pièce ouverte | {n} pièces ouvertes',
  disputedItems: '{n} en litige | {n} en litige',
  none: 'Rien n’est ouvert.',
  formulas: {
    title: 'Comment ils sont calculés',
    outstanding:
      'Le solde de toutes les pièces ouvertes ; avoirs et paiements non lettrés viennent en déduction.',
    overdue: 'La part échue avant aujourd’hui. Ce qui échoit aujourd’hui n’est pas échu.',
    disputed:
      'Les montants en litige des pièces ouvertes dont le statut est un litige ; sans montant partiel, tout le solde.',
    rate: 'L’encours litigieux divisé par l’encours ; en nombre, les pièces en litige divisées par les pièces ouvertes.',
    conversion: 'Chaque pièce est convertie au cours du jour, puis additionnée.',
  },
}
