import { addDays } from '#shared/base/calendar-day.ts'
import { must } from '#shared/base/must.ts'
import { defaultSettings } from '#shared/company/default-settings.ts'
import type { Setting } from '#shared/company/settings.ts'
import type { Criterion } from '#shared/assignment/criteria.ts'
import { ADMINISTRATOR, CHECKED_TEMPLATE, MORE_SETTINGS } from './company.ts'
import type { World } from './world.ts'

/** Opens to the collector, is resolved by somebody, and closes by itself. */
const TO_COLLECTOR = 'template.toCollector'

/**
 * The rules of a company at work: two statuses open a case by themselves, new disputes find their resolver among people
 * who tie, ask more than others or are away, one client has another scenario than the rest, and steps are prepared.
 */
export async function setRules(world: World): Promise<void> {
  const company = { type: 'company' as const }
  for (const setting of settingsAtWork())
    await world.doneAtDesk(ADMINISTRATOR, 'setting.saved', { subject: company, data: { setting } })
  for (const [personId, criteria] of Object.entries(CRITERIA))
    await world.doneAtDesk(ADMINISTRATOR, 'person.criteriaSaved', {
      subject: company,
      data: { personId, criteria },
    })
  const absence = { from: world.today, to: addDays(world.today, 10), substituteId: 'ben' }
  await world.doneAtDesk(ADMINISTRATOR, 'person.absent', {
    subject: company,
    data: { personId: 'dora', absence },
  })
}

const PRICE = { type: 'field' as const, field: 'reasonId' as const, is: ['reason.price'] }
const ANY_AMOUNT = { type: 'amount' as const, fromMinor: 0, toMinor: null }

const CRITERIA: Record<string, Criterion[]> = {
  rui: [{ key: 'price', conditions: [PRICE] }],
  dora: [
    {
      key: 'bread',
      conditions: [PRICE, { type: 'field', field: 'client.number', is: ['Brot'] }],
    },
  ],
  ana: [{ key: 'all', conditions: [ANY_AMOUNT] }],
  ben: [{ key: 'all', conditions: [ANY_AMOUNT] }],
}

function settingsAtWork(): Setting[] {
  const defaults = defaultSettings({ name: '', currency: 'EUR', timeZone: 'Europe/Paris' })
  const all = new Map([...defaults, ...MORE_SETTINGS].map((setting) => [setting.id, setting]))
  const one = <K extends Setting['kind']>(kind: K, id: string) => {
    const setting = all.get(id)
    if (setting?.kind !== kind) throw new Error(`no ${kind} ${id}`)
    return setting as Extract<Setting, { kind: K }>
  }
  const checked = one('template', CHECKED_TEMPLATE)
  const standard = one('scenario', 'scenario.standard')
  const opens = (id: string, templateId: string): Setting => {
    const status = one('status', id)
    return { ...status, data: { ...status.data, action: { mode: 'create', templateId } } }
  }
  const first = must(standard.data.steps[0], 'a step')
  const gentle = (['automatic', 'confirmed', 'manual'] as const).map((mode, at) => ({
    ...first,
    key: `gentle-${at}`,
    days: at === 0 ? -30 : 2,
    from: at === 0 ? ('dueDate' as const) : ('lastStep' as const),
    messageTemplateId: 'messageTemplate.reminder',
    mode,
  }))
  return [
    {
      ...checked,
      id: TO_COLLECTOR,
      data: {
        ...checked.data,
        key: 'toCollector',
        checklist: [],
        owner: { by: 'collector', personId: null },
        resolver: { by: 'person', personId: 'rui' },
        days: 3,
        closesByItself: true,
      },
    },
    {
      ...standard,
      data: {
        ...standard.data,
        steps: standard.data.steps.map((step) => ({
          ...step,
          mode: 'automatic',
          messageTemplateId: 'messageTemplate.reminder',
        })),
      },
    },
    opens('status.priceDispute', CHECKED_TEMPLATE),
    opens('status.deliveryDispute', TO_COLLECTOR),
    {
      ...standard,
      id: 'scenario.gentle',
      data: {
        ...standard.data,
        key: 'gentle',
        name: { en: 'Gentle' },
        graceDays: 2,
        isDefault: false,
        steps: gentle,
      },
    },
    {
      id: 'scenarioRule.fish',
      kind: 'scenarioRule',
      data: {
        scenarioId: 'scenario.gentle',
        conditions: [{ type: 'field', field: 'client.number', is: ['Fisch'] }],
        active: true,
        position: 1,
      },
      removed: false,
      version: 0,
    },
    { id: 'assignmentRule', kind: 'assignmentRule', data: { active: true }, removed: false, version: 0 },
  ]
}
