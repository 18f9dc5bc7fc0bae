import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureBrowser } from '../../server/testing/browser.ts'
import { freePort } from '../../server/testing/postgres.ts'
import { ended, serve } from './app.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder with the demo company; every journey works on a copy. */
    demoData: string
    browserPath: string
  }
}

export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), 'suivi-e2e-demo-'))
  await ended(await serve(dataDir, await freePort()), 'SIGTERM')
  project.provide('demoData', dataDir)
  project.provide('browserPath', ensureBrowser())
  return () => rmSync(dataDir, { recursive: true, force: true })
}
