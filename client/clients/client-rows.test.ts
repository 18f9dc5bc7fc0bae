import { describe, expect, it } from 'vitest'
import { type CurrencyFigures, emptyFigures } from '#shared/figures/client-figures.ts'
import type { SeenCard } from '../replica/client-card.ts'
import { clientRows } from './client-rows.ts'

const TODAY = '2026-11-22'

const figures = (currency: string, more: Partial<CurrencyFigures>): CurrencyFigures => ({
  ...emptyFigures(currency),
  openCount: 1,
  ...more,
})
const aCard = (
  name: string,
  converted: Partial<CurrencyFigures>,
  more: Partial<SeenCard> = {},
): SeenCard => ({
  fileId: `client:${name}`,
  kind: 'client',
  clientId: name,
  name,
  number: `C-${name}`,
  entity: null,
  parked: [],
  collectorId: 'tom',
  salesId: null,
  scenarioId: null,
  figures: [figures('EUR', converted)],
  converted: figures('EUR', converted),
  unconverted: [],
  rateKey: '',
  openActionCount: 0,
  openItems: [],
  documents: [],
  isProvisional: false,
  ...more,
})
const cards = [
  aCard('Ferro', { outstandingMinor: 100, disputedMinor: 50, dueMinor: { '2026-12-01': 100 } }),
  aCard('Müller', { outstandingMinor: 300, dueMinor: { '2026-10-01': 300 } }, { salesId: 'ana' }),
  aCard('Roux', { outstandingMinor: 200, disputedMinor: 10, dueMinor: { '2026-11-01': 200 } }),
]
const all = { text: '', sort: 'outstanding', whose: 'all', meId: 'ana' } as const
const names = (filter: Partial<Parameters<typeof clientRows>[1]>) =>
  clientRows(cards, { ...all, ...filter }, TODAY).map(({ card }) => card.name)

describe('the list of clients', () => {
  it('begins with the largest of what it is sorted by', () => {
    expect(names({ sort: 'outstanding' })).toEqual(['Müller', 'Roux', 'Ferro'])
    expect(names({ sort: 'disputed' })).toEqual(['Ferro', 'Roux', 'Müller'])
    expect(names({ sort: 'overdue' })).toEqual(['Müller', 'Roux', 'Ferro'])
  })

  it('keeps the order of names where it is asked for', () => {
    expect(names({ sort: 'name' })).toEqual(['Ferro', 'Müller', 'Roux'])
  })

  it('finds by name without accents, and by number', () => {
    expect(names({ text: 'muller' })).toEqual(['Müller'])
    expect(names({ text: 'c-roux' })).toEqual(['Roux'])
  })

  it('shows whose collector or sales person one is, when asked', () => {
    expect(names({ whose: 'mine' })).toEqual(['Müller'])
  })

  it('shows a single foreign currency as it is, several converted', () => {
    const yen = figures('JPY', { outstandingMinor: 9000 })
    const [single] = clientRows([aCard('A', { outstandingMinor: 60 }, { figures: [yen] })], all, TODAY)
    expect(single?.shown.currency).toBe('JPY')
    const two = [yen, figures('EUR', { outstandingMinor: 10 })]
    const [several] = clientRows([aCard('A', { outstandingMinor: 70 }, { figures: two })], all, TODAY)
    expect(several?.shown).toMatchObject({ currency: 'EUR', outstandingMinor: 70 })
  })
})
