import { describe, expect, it } from 'vitest'
import { type Action, isOpenAction } from '../actions/action.ts'
import {
  type Proposal,
  type Surroundings,
  ownTemplates,
  proposalAfterStatus,
  proposalByTemplate,
  withFittingTemplate,
} from '../actions/proposal.ts'
import { must } from '../base/must.ts'
import { type Company, findStatus } from '../company/company.ts'
import type { Setting, SettingOf, Template } from '../company/settings.ts'
import type { Entry } from '../journal/entry.ts'
import type { Language } from '../people/preferences.ts'
import type { Person } from '../people/person.ts'
import { stagesOf } from '../stages/stages.ts'
import { suggestionsOf } from '../statuses/suggestions.ts'
import { NOW, TODAY, aClientFile, aCompany, aFollowUp, anInvoice, idOf } from '../testing/a-client-file.ts'
import { aTemplate } from '../testing/a-template.ts'
import { Desk } from '../testing/desk.ts'
import { aRowOf, books, open, requalify } from '../testing/entries.ts'

const later = (minutes: number) => ({ at: NOW + minutes * 60_000 })
const file = aClientFile({
  items: [
    anInvoice('F1', { balanceMinor: 123_450, amountMinor: 123_450, dueOn: '2026-10-15' }),
    anInvoice('F2', { balanceMinor: 5_000, amountMinor: 5_000, dueOn: '2026-10-01' }),
  ],
})

function disputeLeadsTo(action: SettingOf<'status'>['data']['action']): Setting {
  const status = must(findStatus(aCompany(), 'status.dispute'), 'the status')
  return { ...status, data: { ...status.data, action } }
}

function aCompanyWith(
  template: Template,
  mode: 'suggest' | 'create' = 'suggest',
  people?: Partial<Person>[],
) {
  return aCompany({
    settings: [template, disputeLeadsTo({ mode, templateId: template.id })],
    ...(people && { people }),
  })
}

function hereFor(company: Company, me = 'collector', language: Language = 'en'): Surroundings {
  return { client: file.client, me: must(company.people.get(me), me), company, today: TODAY, language }
}

const status = (company: Company) => must(findStatus(company, 'status.dispute'), 'the status')
const openings = { actionId: idOf('case') }
const inBooks = (...numbers: string[]) =>
  books(numbers.map((number, at) => aRowOf(number, { ...disputedInBooks, ...AS_IN_FILE[at] })))
const disputedInBooks = { statusId: 'status.dispute', sourceStatus: 'LIT' }
const AS_IN_FILE = file.items.map(({ amountMinor, balanceMinor, dueOn }) => ({
  amountMinor,
  balanceMinor,
  dueOn,
}))

/** Every way in which a case of both items comes by the template of a status. */
const WAYS: Record<string, (company: Company) => Entry[]> = {
  'created by the status': () => [
    requalify(['F1', 'F2'], { statusId: 'status.dispute', next: { mode: 'scenario' } }),
  ],
  'created from the books': () => [inBooks('F1', 'F2')],
  'suggested in the change of status and kept': (company) => [
    requalify(['F1', 'F2'], {
      statusId: 'status.dispute',
      next: {
        mode: 'open',
        opening: { ...openings, ...proposalAfterStatus(status(company), null, file.items, hereFor(company)) },
      },
    }),
  ],
  'suggested by the books and taken up': (company) => {
    const desk = new Desk(file, company).decideAll([inBooks('F1', 'F2')])
    const [suggestion] = suggestionsOf(desk.file, company)
    if (!suggestion) return [inBooks('F1', 'F2')]
    const { items, template } = suggestion
    const proposal = proposalAfterStatus(status(company), null, items, hereFor(company), template)
    return [inBooks('F1', 'F2'), open('case', ['F1', 'F2'], proposal, later(1))]
  },
  'chosen by hand': (company) => {
    const template = must(ownTemplates(company)[0], 'a template')
    return [open('case', ['F1', 'F2'], proposalByTemplate(template, null, file.items, hereFor(company)))]
  },
}
const MODE: Record<string, 'suggest' | 'create'> = {
  'created by the status': 'create',
  'created from the books': 'create',
}

function casesAfter(entries: Entry[], company: Company): readonly Action[] {
  return new Desk(file, company).decideAll(entries).file.actions
}

describe.each(Object.keys(WAYS))('what a template opens, %s', (way) => {
  const opened = (template: Template, people?: Partial<Person>[]) => {
    const company = aCompanyWith(template, MODE[way], people)
    const entries = must(WAYS[way], way)(company)
    const [action, ...others] = casesAfter(entries, company)
    expect(others).toEqual([])
    return { action: must(action, 'a case'), company, entries }
  }

  it('is of its kind, named by its pattern, and asks what its checklist asks', () => {
    const checklist = [
      { en: 'Contract found', fr: 'Contrat retrouvé' },
      { en: 'Lawyer told', fr: 'Avocat informé' },
    ]
    const { action } = opened(aTemplate({ checklist }))
    expect(action).toMatchObject({ type: 'followUp', kind: 'litigation', templateId: 'template.lawyer' })
    expect(action.name).toBe(`${way === 'chosen by hand' ? 'Lawyer' : 'Dispute'} – F1 +1 (1284.50 EUR)`)
    expect(action.checklist).toEqual(
      checklist.map((words, at) => ({ key: `${at + 1}`, words, doneBy: null, doneAt: null })),
    )
  })

  it('comes back after its own days, and without any after those of the status', () => {
    expect(opened(aTemplate({ days: 3 })).action.dueOn).toBe('2026-11-25')
    expect(opened(aTemplate({ days: 0 })).action.dueOn).toBe(TODAY)
    expect(opened(aTemplate({ days: null })).action.dueOn).toBe('2026-11-29')
  })

  it('belongs to whom it names, and to the collector where that one has left', () => {
    const owner = { by: 'person' as const, personId: 'sales' }
    expect(opened(aTemplate({ owner })).action.ownerId).toBe('sales')
    expect(opened(aTemplate({ owner }), [{ id: 'sales', active: false }]).action.ownerId).toBe('collector')
    expect(opened(aTemplate({ owner: { by: 'collector', personId: null } })).action.ownerId).toBe('collector')
  })

  it('is resolved by whom it names, and by nobody where that one has left', () => {
    const resolver = { by: 'person' as const, personId: 'resolver' }
    expect(opened(aTemplate({ resolver })).action.resolverId).toBe('resolver')
    expect(opened(aTemplate({ resolver }), [{ id: 'resolver', active: false }]).action.resolverId).toBeNull()
  })

  it('goes through its own stages', () => {
    const { action, company } = opened(aTemplate({ stageIds: ['formalNotice', 'judgment'] }))
    expect(stagesOf(action, company).map(({ key }) => key)).toEqual(['formalNotice', 'judgment'])
  })

  it('closes by itself when its last item is paid, where the template says so', () => {
    const paid = books(
      ['F1', 'F2'].map((number) => aRowOf(number, { balanceMinor: 0, closedOn: TODAY, ...disputedInBooks })),
      {},
      later(10),
    )
    const stays = opened(aTemplate())
    expect(casesAfter([...stays.entries, paid], stays.company).map(isOpenAction)).toEqual([true])
    const closes = opened(aTemplate({ closesByItself: true }))
    expect(casesAfter([...closes.entries, paid], closes.company).map(isOpenAction)).toEqual([false])
  })

  it('is the same on the phone and on the server', () => {
    const { company, entries } = opened(aTemplate({ days: 2, checklist: [{ en: 'Look' }] }))
    const phone = new Desk(file, company).decideAll(entries).file
    expect(new Desk(file, company, 'client', new Map()).decideAll(entries).file).toEqual(phone)
  })
})

describe('the resolver of a new dispute', () => {
  const byReason = [
    {
      id: 'rui',
      role: 'resolver' as const,
      criteria: [
        { key: 'a', conditions: [{ type: 'field' as const, field: 'client.name' as const, is: ['*'] }] },
      ],
    },
  ]
  const on: Setting = {
    id: 'assignmentRule',
    kind: 'assignmentRule',
    data: { active: true },
    removed: false,
    version: 1,
  }
  const resolverOf = (resolver: Template['data']['resolver'], people: Partial<Person>[] = []) => {
    const template = aTemplate({ kind: 'dispute', resolver })
    const company = aCompany({
      settings: [on, template, disputeLeadsTo({ mode: 'create', templateId: template.id })],
      people: [...byReason, ...people],
    })
    const office = new Desk(file, company, 'client', new Map())
    office.decide(requalify(['F1'], { statusId: 'status.dispute', next: { mode: 'scenario' } }))
    return office.file.actions[0]?.resolverId
  }

  it('is found by assignment where the template says so, or whom it names has left', () => {
    expect(resolverOf({ by: 'assignment', personId: null })).toBe('rui')
    expect(resolverOf({ by: 'nobody', personId: null })).toBeNull()
    expect(resolverOf({ by: 'person', personId: 'resolver' })).toBe('resolver')
    expect(resolverOf({ by: 'person', personId: 'resolver' }, [{ id: 'resolver', active: false }])).toBe(
      'rui',
    )
  })
})

describe('a template that is retired or gone', () => {
  const retired = aTemplate({ active: false, checklist: [{ en: 'Look' }] })

  it('opens nothing by a status, suggests nothing and is not offered', () => {
    const created = aCompanyWith(retired, 'create')
    expect(casesAfter([inBooks('F1')], created)).toEqual([])
    const suggested = new Desk(file, aCompanyWith(retired)).decideAll([inBooks('F1')]).file
    expect(suggestionsOf(suggested, aCompanyWith(retired))).toEqual([])
    expect(ownTemplates(created)).toEqual([])
    expect(ownTemplates(aCompanyWith(aTemplate())).map(({ id }) => id)).toEqual(['template.lawyer'])
  })

  it('is what a phone opened by that had not heard of it; one that was removed is none', () => {
    const proposal = proposalByTemplate(aTemplate(), null, file.items, hereFor(aCompanyWith(aTemplate())))
    const entry = open('case', ['F1'], proposal)
    expect(casesAfter([entry], aCompanyWith(retired))).toMatchObject([
      { templateId: 'template.lawyer', checklist: [{ key: '1' }] },
    ])
    expect(casesAfter([entry], aCompany())).toMatchObject([{ templateId: null, checklist: [] }])
  })

  it('does not shape what became of another type or kind', () => {
    const company = aCompanyWith(aTemplate({ checklist: [{ en: 'Look' }] }))
    const proposal = proposalByTemplate(aTemplate(), null, file.items, hereFor(company))
    const changed: Proposal = { ...proposal, kind: 'dispute' }
    expect(casesAfter([open('case', ['F1'], changed)], company)).toMatchObject([
      { templateId: null, checklist: [] },
    ])
    expect(withFittingTemplate(changed, company).templateId).toBe('template.dispute')
    expect(withFittingTemplate(proposal, company)).toBe(proposal)
  })

  it('no longer closes what became of another kind by itself', () => {
    const company = aCompanyWith(aTemplate({ closesByItself: true }))
    const paid = books([aRowOf('F1', { balanceMinor: 0, closedOn: TODAY })])
    const isStillOpen = (kind: 'litigation' | 'other') => {
      const [item] = file.items
      const action = aFollowUp('case', { kind, templateId: 'template.lawyer' }, [must(item, 'an item')])
      const desk = new Desk(aClientFile({ items: [...file.items], actions: [action] }), company).decideAll([
        paid,
      ])
      return desk.file.actions.map(isOpenAction)
    }
    expect(isStillOpen('litigation')).toEqual([false])
    expect(isStillOpen('other')).toEqual([true])
  })
})
