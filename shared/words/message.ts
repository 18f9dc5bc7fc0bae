import type { Family } from './catalogue.ts'

/** Values put into a message; `n` also chooses the plural form. */
export type WordValues = Record<string, string | number>

const PLURAL_ORDER: Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other']
type PluralRule = { rule: Intl.PluralRules; order: Intl.LDMLPluralRule[] }
const ruleOf = new Map<string, PluralRule>()

/** Which of the forms written `one | other` (in the order of the language's own plural categories) fits `n`. */
export function pluralForm(language: string, n: number, forms: number): number {
  const { rule, order } = pluralRule(language)
  return Math.min(order.indexOf(rule.select(n)), forms - 1)
}

function pluralRule(language: string): PluralRule {
  const known = ruleOf.get(language)
  if (known) return known
  const rule = new Intl.PluralRules(language)
  const own = rule.resolvedOptions().pluralCategories
  const made = { rule, order: PLURAL_ORDER.filter((category) => own.includes(category)) }
  ruleOf.set(language, made)
  return made
}

/** The message at a path such as `ui.undo`; undefined where there is none. */
export function messageAt(words: Family, path: string): string | undefined {
  let at: string | Family | undefined = words
  for (const key of path.split('.')) at = typeof at === 'object' ? at[key] : undefined
  return typeof at === 'string' ? at : undefined
}

/** A message with its values: `{name}` is put in, and of forms written `one | other` the one that fits `n` is said. */
export function filled(message: string, values: WordValues, language: string): string {
  if (!/[{|]/.test(message)) return message
  const forms = message.split(' | ')
  const form = forms.length === 1 ? 0 : pluralForm(language, Number(values['n'] ?? 1), forms.length)
  return (forms[form] ?? message).replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}
