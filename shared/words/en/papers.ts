import type { Family } from '../catalogue.ts'

export const papers = {
  page: '{page} of {pages}',
  made: 'Made on {instant} for {name}',
  client: 'Client',
  followUp: 'Follow-up',
  reason: 'Reason',
  owner: 'Owner',
  resolver: 'Resolver',
  opened: 'Opened',
  closed: 'Closed',
  items: {
    title: 'Items',
    number: 'Number',
    issuedOn: 'Issued',
    dueOn: 'Due',
    amount: 'Amount',
    balance: 'Balance',
    none: 'It concerns the client as a whole.',
  },
  history: {
    title: 'History of the case',
    arrived: 'arrived {instant}',
    row: 'Row {number} · {digest}',
    erased: 'What this row said was erased; its seal stays.',
    count: '{n} row | {n} rows',
    seal:
      'Each row of the history of {company} is numbered without gaps and sealed to the one before it: its hash is ' +
      'SHA-256 of the previous hash, its number and its digest. The digest under each row is that seal’s. When this paper was ' +
      'made the chain ended with row {number} and the hash {hash}.',
  },
} as const satisfies Family
