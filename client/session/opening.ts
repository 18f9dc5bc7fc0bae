import { type App, type InjectionKey, inject } from 'vue'
import { must } from '#shared/base/must.ts'
import type { Identity } from './session.ts'
import type { Workplace } from './workplace.ts'

/** Opens what a person works with on this device. */
export type OpenWorkplace = (identity: Identity) => Promise<Workplace>

const openingKey: InjectionKey<OpenWorkplace> = Symbol('opening a workplace')

/** Says, once for the app, how a workplace is opened; `WorkplaceGate` opens and closes it with the person. */
export function provideOpening(app: App, open: OpenWorkplace): void {
  app.provide(openingKey, open)
}

export function useOpening(): OpenWorkplace {
  return must(inject(openingKey), 'a way to open a workplace')
}
