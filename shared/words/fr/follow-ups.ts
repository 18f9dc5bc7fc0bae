import type { Translated } from '../catalogue.ts'
import type { followUps as source } from '../en/follow-ups.ts'

export const followUps: Translated<typeof source> = {
  title: 'Dossier',
  kind: {
    dispute: 'Litige',
    instalmentPlan: 'Échéancier',
    litigation: 'Contentieux',
    validation: 'Validation',
    creditNoteRequest: 'Demande d’avoir',
    publicReceivable: 'Créance publique',
    other: 'Autre suivi',
  },
  type: {
    followUp: 'Suivi',
    call: 'Appel',
    email: 'E-mail',
    letter: 'Courrier',
    task: 'Tâche',
    promiseCheck: 'Contrôle de promesse',
  },
  exchange: {
    kind: {
      call: 'Appel',
      visit: 'Visite',
      meeting: 'Réunion',
    },
    ended: {
      reached: 'Joint',
      notReached: 'Non joint',
      message: 'Message laissé',
      promised: 'Promesse de payer',
      refused: 'Refus',
      agreed: 'Accord',
    },
  },
}
