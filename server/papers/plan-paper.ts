import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { itemsOf } from '#shared/clients/client-file.ts'
import type { CaseworkOf } from '#shared/casework/casework.ts'
import { type Rung, ladderOf } from '#shared/plans/ladder.ts'
import { type PlanStanding, planOf, planStanding } from '#shared/plans/plan-standing.ts'
import { SIGNATURE_BOX, isSignature } from '#shared/plans/signature.ts'
import type { CasePapers } from './case-papers.ts'
import { factsOf, footer, itemsTable, title } from './paper-parts.ts'
import type { PaperReader } from './paper-reader.ts'

/**
 * The plan of a case for the client: what is owed, when it is paid, what was agreed and by whom. It goes out of the house,
 * so nothing of what was noted inside stands on it. Null where the case has no plan.
 */
export function planPaper(
  { company, file, action }: Pick<CasePapers, 'company' | 'file' | 'action'>,
  reader: PaperReader,
  made: { at: number; by: string },
): TDocumentDefinitions | null {
  const plan = planOf(action.id, file)
  if (!plan) return null
  const { t, format, today } = reader
  const { planRule } = company
  const standing = planStanding(plan, file, today, planRule)
  return {
    info: { title: `${t('papers.plan.title')} – ${file.client.name}`, author: company.name },
    footer: footer(reader, made),
    content: [
      title(t('papers.plan.title'), company.name),
      factsOf(reader, [
        ['papers.client', `${file.client.name} (${file.client.number})`],
        ['papers.followUp', action.name],
        ['papers.plan.madeOn', format.day(plan.work.madeOn, 'long')],
        ['papers.plan.stateIs', t(`papers.plan.planState.${plan.work.state}`)],
      ]),
      { text: t('papers.plan.schedule', { n: plan.work.instalments.length }), style: 'section' },
      scheduleTable(ladderOf(plan, file, today, planRule), plan.work.currency, reader),
      totals(plan, standing, reader),
      ...agreementOf(plan, reader),
      { text: t('papers.items.title'), style: 'section' },
      itemsTable(itemsOf(file, action), reader),
    ],
  }
}

function scheduleTable(rungs: readonly Rung[], currency: string, { t, format }: PaperReader): Content {
  const right = { style: 'amount' }
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [24, '*', 90, 90, 120],
      body: [
        [
          { text: t('papers.plan.number'), bold: true },
          { text: t('papers.plan.dueOn'), bold: true },
          { text: t('papers.items.amount'), bold: true, ...right },
          { text: t('papers.plan.paid'), bold: true, ...right },
          { text: t('papers.plan.stateIs'), bold: true },
        ],
        ...rungs.map((rung, at) => [
          { text: String(at + 1) },
          { text: format.day(rung.dueOn, 'long') },
          { text: format.amount(rung.amountMinor, currency), ...right },
          { text: rung.paidMinor > 0 ? format.amount(rung.paidMinor, currency) : '', ...right },
          { text: t(`papers.plan.state.${rung.state}`) },
        ]),
      ],
    },
  }
}

function totals(
  { work }: CaseworkOf<'plan'>,
  { totalMinor, paidMinor, remainingMinor }: PlanStanding,
  { t, format }: PaperReader,
): Content {
  const line = (text: string, minor: number, bold = false) => [
    { text, bold },
    { text: format.amount(minor, work.currency), style: 'amount', bold },
  ]
  return {
    unbreakable: true,
    layout: 'noBorders',
    margin: [0, 8, 0, 0],
    table: {
      widths: ['*', 110],
      body: [
        line(t('papers.plan.owed'), work.owedMinor),
        ...(work.feeMinor > 0 ? [line(t('papers.plan.fee'), work.feeMinor)] : []),
        line(t('papers.plan.total'), totalMinor, true),
        line(t('papers.plan.paid'), paidMinor),
        line(t('papers.plan.left'), remainingMinor, true),
      ],
    },
  }
}

function agreementOf({ work }: CaseworkOf<'plan'>, { t, format }: PaperReader): Content[] {
  const { agreement } = work
  const head: Content = { text: t('papers.plan.agreement'), style: 'section' }
  if (!agreement) return [{ unbreakable: true, stack: [head, { text: t('papers.plan.notAgreed') }] }]
  const { how, name, signature, on } = agreement
  const words = t(`papers.plan.agreed.${how}`, { name, day: format.day(on, 'long') })
  return [
    {
      unbreakable: true,
      stack: [head, { text: words }, ...(signature ? drawnSignature(signature) : [])],
    },
  ]
}

/** A text that is anything but strokes of a pen is not drawn into a paper. */
function drawnSignature(path: string): Content[] {
  if (!isSignature(path) || path === '') return []
  const { width, height } = SIGNATURE_BOX
  const pen = 'fill="none" stroke="#1c1c1e" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="${path}" ${pen}/></svg>`
  return [{ svg, width: 200, margin: [0, 4, 0, 0] }]
}
