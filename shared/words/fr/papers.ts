import type { Translated } from '../catalogue.ts'
import type { papers as source } from '../en/papers.ts'

export const papers: Translated<typeof source> = {
  page: '{page} sur {pages}',
  made: 'Établi le {instant} pour {name}',
  client: 'Client',
  followUp: 'Suivi',
  reason: 'Motif',
  owner: 'Responsable',
  resolver: 'Chargé de résolution',
  opened: 'Ouvert le',
  closed: 'Clos le',
  items: {
    title: 'Pièces',
    number: 'Numéro',
    issuedOn: 'Émise le',
    dueOn: 'Échéance',
    amount: 'Montant',
    balance: 'Solde',
    none: 'Il concerne le client dans son ensemble.',
  },
  plan: {
    title: 'Échéancier',
    madeOn: 'Établi le',
    stateIs: 'État',
    schedule: '{n} échéance | {n} échéances',
    number: 'N°',
    dueOn: 'Échéance',
    paid: 'Payé',
    left: 'Reste dû',
    owed: 'Dû',
    fee: 'Frais ou intérêts',
    total: 'Total de l’échéancier',
    agreement: 'Accord',
    notAgreed: 'Proposé ; le client n’a pas encore accepté.',
    agreed: { signature: 'Signé par {name} le {day}.', name: 'Confirmé par {name} le {day}.' },
    planState: {
      offered: 'Proposé',
      agreed: 'Accepté',
      kept: 'Tenu',
      broken: 'Rompu',
      renegotiated: 'Renégocié',
      withdrawn: 'Retiré',
    },
    state: {
      planned: 'Prévue',
      due: 'Échue',
      partPaid: 'Payée en partie',
      paid: 'Payée',
      late: 'En retard',
      broken: 'Impayée',
      renegotiated: 'Renégociée',
      withdrawn: 'Retirée',
    },
  },
  history: {
    title: 'Historique du dossier',
    arrived: 'arrivé le {instant}',
    row: 'Ligne {number} · {digest}',
    erased: 'Le contenu de cette ligne a été effacé ; son sceau demeure.',
    count: '{n} ligne | {n} lignes',
    seal:
      'Chaque ligne de l’historique de {company} est numérotée sans lacune et scellée à la précédente : son empreinte est le ' +
      'SHA-256 de l’empreinte précédente, de son numéro et de son condensat. Le condensat figure sous chaque ligne. Lorsque ce ' +
      'document a été établi, la chaîne finissait par la ligne {number} et l’empreinte {hash}.',
  },
}
