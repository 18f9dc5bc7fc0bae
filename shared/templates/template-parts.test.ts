import { describe, expect, it } from 'vitest'
import { type Surroundings, proposalByHand } from '../actions/proposal.ts'
import { must } from '../base/must.ts'
import { type Company, findStatus } from '../company/company.ts'
import type { Template } from '../company/settings.ts'
import type { Language } from '../people/preferences.ts'
import type { Person } from '../people/person.ts'
import { TODAY, aClientFile, aCompany, anInvoice } from '../testing/a-client-file.ts'
import { aTemplate } from '../testing/a-template.ts'
import { templateName, templateOwner, templateResolver } from './opening-by-template.ts'

const file = aClientFile({
  items: [
    anInvoice('F1', { balanceMinor: 123_450, dueOn: '2026-10-15' }),
    anInvoice('F2', { balanceMinor: 5_000, dueOn: '2026-10-01' }),
  ],
})
const status = (company: Company) => must(findStatus(company, 'status.dispute'), 'the status')

function hereFor(company: Company): Surroundings {
  return {
    client: file.client,
    me: must(company.people.get('collector'), 'me'),
    company,
    today: TODAY,
    language: 'en',
  }
}

describe('the owner of what a template opens', () => {
  const owner = (
    by: Template['data']['owner']['by'],
    opener: string,
    client = {},
    people: Partial<Person>[] = [],
  ) =>
    templateOwner(
      aTemplate({ owner: { by, personId: null } }),
      opener,
      { ...file.client, ...client },
      aCompany({ people }),
    )

  it('is whoever opens it; those who run the company and the books open for the collector', () => {
    expect(owner('opener', 'resolver')).toBe('resolver')
    expect(owner('opener', 'creditManager')).toBe('collector')
    expect(owner('opener', 'accounting')).toBe('collector')
    expect(owner('opener', 'creditManager', { collectorId: null })).toBe('creditManager')
  })

  it('is, without a collector who works here, sales, else who runs the company', () => {
    const none = { collectorId: null, salesId: 'sales' }
    expect(owner('collector', 'accounting', none)).toBe('sales')
    expect(owner('collector', 'accounting', { collectorId: null })).toBe('creditManager')
    expect(owner('collector', 'accounting', {}, [{ id: 'collector', active: false }])).toBe('creditManager')
    expect(owner('collector', 'resolver', none)).toBe('resolver')
  })
})

describe('the name a template gives', () => {
  const company = aCompany()
  const named = (
    pattern: string,
    more: Partial<Parameters<typeof templateName>[1]> = {},
    language: Language = 'en',
  ) =>
    templateName(
      aTemplate({ namePattern: { en: pattern, fr: pattern } }),
      {
        status: status(company),
        reasonId: 'reason.price',
        items: file.items,
        client: file.client,
        company,
        ...more,
      },
      language,
    )
  const ALL = '{status}|{reason}|{number}|{count}|{client}|{amount}|{due}'

  it('says every variable, in the language of who opens it', () => {
    expect(named(ALL)).toBe('Price|Price|F1 +1|2|Müller & Söhne|1284.50 EUR|2026-10-01')
    expect(named(ALL, {}, 'fr')).toBe('Prix|Prix|F1 +1|2|Müller & Söhne|1284.50 EUR|2026-10-01')
    expect(named('{status}, {number}', { reasonId: null }, 'fr')).toBe('Litige, F1 +1')
  })

  it('leaves out what there is nothing to say of, and what set it off', () => {
    const none = { items: [], reasonId: null }
    expect(named('{reason}, {number}, {client}', none)).toBe('Müller & Söhne')
    expect(named('{client}, {number} – {due}', none)).toBe('Müller & Söhne')
    expect(named('{client} ({amount})', none)).toBe('Müller & Söhne')
    expect(named('Case: {number}', none)).toBe('Case')
    expect(named('{number}', none)).toBe('Lawyer')
    expect(named('{status}, {number}', { ...none, status: null })).toBe('Lawyer')
  })

  it('keeps what it does not know, and is never longer than a name may be', () => {
    expect(named('{client} {shelf} {constructor}')).toBe('Müller & Söhne {shelf} {constructor}')
    const long = { client: { name: `${'x'.repeat(199)}😀` } }
    expect(named('{client}', long)).toBe('x'.repeat(199))
  })
})

describe('what is opened by hand without choosing a template', () => {
  const call: Template = {
    ...aTemplate(),
    id: 'template.call',
    data: {
      ...aTemplate().data,
      type: 'call',
      kind: null,
      namePattern: { en: 'Ring {client}' },
      days: 2,
      resolver: { by: 'person', personId: 'resolver' },
    },
  }
  const what = { type: 'call', kind: null } as const

  it('is made by the template of its type, as the company has it', () => {
    expect(proposalByHand(what, 'Phone', [], hereFor(aCompany()))).toMatchObject({
      name: 'Call',
      dueOn: '2026-11-23',
      templateId: 'template.call',
    })
    const company = aCompany({ settings: [call] })
    expect(proposalByHand(what, 'Phone', [], hereFor(company))).toMatchObject({
      name: 'Ring Müller & Söhne',
      dueOn: '2026-11-24',
      resolverId: 'resolver',
    })
    expect(templateResolver(call, company)).toBe('resolver')
  })

  it('is plain where that one is retired', () => {
    const company = aCompany({ settings: [{ ...call, data: { ...call.data, active: false } }] })
    expect(proposalByHand(what, 'Phone', file.items, hereFor(company))).toMatchObject({
      name: 'Phone, F1 +1',
      templateId: null,
    })
  })

  it('is a dispute for what all its items are disputed for', () => {
    const dispute = { type: 'followUp', kind: 'dispute' } as const
    const items = file.items.map((item) => ({ ...item, reasonId: 'reason.price' }))
    const here = hereFor(aCompany())
    expect(proposalByHand(dispute, '', items, here)).toMatchObject({
      reasonId: 'reason.price',
      name: 'Price, F1 +1',
    })
    expect(proposalByHand(dispute, '', file.items, here)).toMatchObject({
      reasonId: null,
      name: 'Dispute, F1 +1',
    })
  })
})
