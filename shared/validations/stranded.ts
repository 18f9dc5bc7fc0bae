import type { Company } from '../company/company.ts'
import { hasDecided, levelNow } from './answering.ts'
import type { Asked, Level, Validation } from './validation.ts'
import { canMove } from './validation-states.ts'
import { peopleAsked } from './who-is-asked.ts'

/** Whether nobody is left who could answer a validation: those asked have gone, or have all decided already. */
export function isStranded(validation: Validation, company: Company): boolean {
  const level = levelNow(validation)
  return canMove(validation.state, 'remind') && !canAnswer(level.asked, level, validation.askedBy, company)
}

/**
 * Whom to ask where nobody is left: those a late one goes to, else this level or one above it of the company's, else the
 * administrators; never one below. Nobody where nobody else works here.
 */
export function askedInstead(validation: Validation, company: Company): readonly Asked[] {
  const { escalateTo, levels } = company.validationRule
  const level = levelNow(validation)
  const administrators: Asked = { type: 'role', id: 'administrator' }
  const above = levels.slice(validation.level).map(({ asked }) => asked)
  const candidates = [escalateTo, ...above, [administrators]]
  for (const some of candidates) {
    const able = some.filter((one) => canAnswer([one], level, validation.askedBy, company))
    if (able.length > 0) return able
  }
  return []
}

function canAnswer(asked: readonly Asked[], level: Level, askedBy: string, company: Company): boolean {
  return peopleAsked(asked, askedBy, company).some(({ id }) => !hasDecided(level, id))
}
