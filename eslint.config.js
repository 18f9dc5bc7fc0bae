import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

const everywhere = [
  { name: 'zod', message: "Use 'zod/mini': the phone downloads it." },
  { name: 'zod/v4', message: "Use 'zod/mini': the phone downloads it." },
]
const tests = ['**/*.test.ts', '**/*.spec.ts', '**/testing/**', 'e2e/**']

// Prettier lays the templates out; a rule that also does would fight it.
const layoutIsPrettiers = Object.fromEntries(
  Object.entries(vue.rules)
    .filter(([, rule]) => rule.meta?.type === 'layout')
    .map(([name]) => [`vue/${name}`, 'off']),
)

export default ts.config(
  { ignores: ['dist', 'coverage', '.data', 'server/db/migrations', '**/*.js'] },
  ...ts.configs.recommendedTypeChecked,
  ...vue.configs['flat/recommended'],
  { rules: layoutIsPrettiers },
  {
    files: ['**/*.{ts,vue}'],
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      'no-restricted-imports': ['error', { paths: everywhere }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/require-await': 'off',
      // Our factories return closures, which need no `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
    },
  },
  { files: ['**/commands/**', 'e2e/**', 'server/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  // The one direction: client → shared ← server.
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: everywhere,
          patterns: [
            {
              regex: '^(?!#shared/|\\.{1,2}/|zod/mini$|uuid$|vitest$|fast-check$)',
              message: 'shared/ imports only shared/, zod/mini and uuid.',
            },
            { regex: '(^|/)(client|server|e2e)/', message: 'shared/ knows neither side.' },
          ],
        },
      ],
    },
  },
  {
    files: ['client/**/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: everywhere,
          patterns: [
            { regex: '(^|/)(server|e2e)/', message: 'client/ knows shared/ only.' },
            {
              regex: '^(node:|hono|@hono/|drizzle-orm|postgres$|@electric-sql/|pino)',
              message: 'This belongs to the server.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['server/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: everywhere,
          patterns: [
            { regex: '(^|/)(client|e2e)/', message: 'server/ knows shared/ only.' },
            { regex: '^(vue|vue-.*|rxdb|dexie|pinia|reka-ui)($|/)', message: 'This belongs to the client.' },
          ],
        },
      ],
    },
  },
  // shared/ is pure: the same input gives the same output on every device.
  {
    files: ['shared/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes with the entry.' },
        { object: 'Math', property: 'random', message: 'Ids and chance come from outside.' },
      ],
      'no-restricted-globals': [
        'error',
        'performance',
        'crypto',
        'fetch',
        'process',
        'window',
        'document',
        'navigator',
        'localStorage',
        'indexedDB',
        'setTimeout',
        'setInterval',
        'console',
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes with the entry.',
        },
        {
          selector: "CallExpression[callee.name='Date']",
          message: 'Time comes with the entry.',
        },
        {
          selector: "MemberExpression[property.name='localeCompare']",
          message: 'The order of text must not depend on the device.',
        },
      ],
    },
  },
)
