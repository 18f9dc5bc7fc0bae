import type { MessageTemplate } from '../company/settings.ts'

function message(
  position: number,
  key: string,
  name: { en: string; fr: string },
  subject: { en: string; fr: string },
  body: { en: string; fr: string },
): MessageTemplate {
  return {
    id: `messageTemplate.${key}`,
    kind: 'messageTemplate',
    data: { name, subject, body, active: true, position },
    removed: false,
    version: 0,
  }
}

/** The texts a company has where it has not saved them. */
export const DEFAULT_MESSAGES: readonly MessageTemplate[] = [
  message(
    1,
    'reminder',
    { en: 'Reminder', fr: 'Relance' },
    { en: 'Open invoices, {client}', fr: 'Factures en attente, {client}' },
    {
      en: 'Dear Sir or Madam,\n\nthese invoices are due and still open:\n\n{items}\n\nTotal: {amount}\n\nPlease pay them, or tell us what keeps you from it.\n\n{me}\n{company}',
      fr: 'Madame, Monsieur,\n\nces factures sont échues et restent impayées :\n\n{items}\n\nTotal : {amount}\n\nMerci de les régler ou de nous dire ce qui s’y oppose.\n\n{me}\n{company}',
    },
  ),
  message(
    2,
    'firm',
    { en: 'Formal reminder', fr: 'Relance ferme' },
    { en: 'Overdue invoices, {client}', fr: 'Factures échues, {client}' },
    {
      en: 'Dear Sir or Madam,\n\nin spite of our reminder these invoices are still open:\n\n{items}\n\nTotal: {amount}\n\nWe expect your payment within eight days.\n\n{me}\n{company}',
      fr: 'Madame, Monsieur,\n\nmalgré notre relance, ces factures restent impayées :\n\n{items}\n\nTotal : {amount}\n\nNous attendons votre règlement sous huit jours.\n\n{me}\n{company}',
    },
  ),
  message(
    3,
    'final',
    { en: 'Final notice', fr: 'Mise en demeure' },
    { en: 'Final notice, {client}', fr: 'Mise en demeure, {client}' },
    {
      en: 'Dear Sir or Madam,\n\nwe give you formal notice to pay within eight days:\n\n{items}\n\nTotal: {amount}\n\nAfter that we shall go to court without further notice.\n\n{me}\n{company}',
      fr: 'Madame, Monsieur,\n\nnous vous mettons en demeure de régler sous huit jours :\n\n{items}\n\nTotal : {amount}\n\nÀ défaut, nous engagerons une procédure sans autre avis.\n\n{me}\n{company}',
    },
  ),
]
