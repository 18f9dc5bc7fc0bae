import { type Mutant, patch } from './mutant.ts'

const NO_LOCK = patch('server/journal/lock-company.ts', "    .for('update')\n", '')

/**
 * Versions that do not follow from a lock. Each write takes its number when it begins, commits when it comes to it, and a
 * device asks for what lies after the highest number it has seen.
 */
function numberedBy(number: string) {
  const write = 'server/journal/write-round.ts'
  return [
    NO_LOCK,
    patch(
      write,
      'const version = head.version + 1',
      `const [taken] = await tx.execute(sql\`select ${number}::bigint as version\`)
  const version = taken.version`,
    ),
    // The head of the company would put the writes in line again.
    patch(write, 'upsert(tx, companies, [next]),', ''),
    patch(
      write,
      'sealHistory(round, head, salt)',
      'sealHistory(round, { ...head, historyNumber: version }, salt)',
    ),
    patch(
      'server/sync/increment.ts',
      'from companies head where',
      `from (select id, kept_since, (select max(version) from versions where company_id = \${companyId}) as version
            from companies) head where`,
    ),
  ]
}

/** Defects that show only where transactions overlap. */
export const OF_THE_ORDER: readonly Mutant[] = [
  { name: 'no lock on the company', patches: [NO_LOCK], by: 'race' },
  { name: 'naive id cursor', patches: numberedBy("nextval('race_numbers')"), by: 'race' },
  {
    name: 'timestamp cursor',
    patches: numberedBy('(extract(epoch from now()) * 1000000)'),
    by: 'race',
  },
]
