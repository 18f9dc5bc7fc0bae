import { must } from '../base/must.ts'
import type { Template } from '../company/settings.ts'
import { DEFAULT_TEMPLATES } from '../templates/default-templates.ts'

/** A template of the company's own, for cases at the lawyer's. */
export function aTemplate(fields: Partial<Template['data']> = {}): Template {
  const dispute = must(DEFAULT_TEMPLATES[0], 'a template')
  return {
    ...dispute,
    id: 'template.lawyer',
    data: {
      ...dispute.data,
      key: 'lawyer',
      name: { en: 'Lawyer', fr: 'Avocat' },
      kind: 'litigation',
      namePattern: { en: '{status} – {number} ({amount})', fr: '{status} – {number} ({amount})' },
      resolver: { by: 'nobody', personId: null },
      ...fields,
    },
  }
}
