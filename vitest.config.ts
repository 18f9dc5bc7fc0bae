import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const simulationTests = ['e2e/simulation/**/*.test.ts']
const sameExamples = ['e2e/support/same-examples.ts']
const pgTests = ['server/**/*.pg.test.ts', 'e2e/**/*.pg.test.ts']

/** The same database tests run once on each engine; every worker keeps one database for all of its files. */
function onEngine(engine: 'pglite' | 'postgres') {
  return {
    plugins: [],
    test: {
      name: `pg:${engine}`,
      include: pgTests,
      setupFiles: sameExamples,
      env: { TEST_ENGINE: engine },
      globalSetup: engine === 'postgres' ? ['server/testing/start-postgres.ts'] : [],
      isolate: false,
      maxWorkers: 2,
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  }
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,server,e2e}/**/*.test.ts'],
          exclude: [...pgTests, ...simulationTests],
          setupFiles: sameExamples,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'simulation',
          include: simulationTests,
          setupFiles: sameExamples,
          fileParallelism: false,
        },
      },
      {
        plugins: [vue()],
        test: {
          name: 'unit:client',
          environment: 'happy-dom',
          include: ['client/**/*.test.ts'],
          setupFiles: sameExamples,
          testTimeout: 30_000,
          css: { include: /styles\.css/ },
        },
      },
      onEngine('pglite'),
      onEngine('postgres'),
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: ['e2e/support/make-demo-data.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
})
