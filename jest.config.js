// One project per package. Sources are read through the `@spanwright/source` condition: no build is needed,
// except by tests that start real `node` processes.
const packages = [
  'packages/core',
  'packages/store',
  'packages/openai',
  'packages/llamaindex',
  'packages/langchain',
  'packages/agents',
  'packages/server',
  'packages/ui',
  'packages/spanwright',
  'fixtures',
  'examples',
];

/** Tests of `npm run test:wide`: see jest.wide.config.js. */
export const wideTests = '/test/(wide|recordings)/';

/** @type {import('jest').Config} */
export default {
  // Many tests wait for programs that they start: a second core is worth it, and a busy machine needs patience.
  maxWorkers: '100%',
  testTimeout: 120_000,
  projects: packages.map((path) => ({
    displayName: path.replace('packages/', ''),
    rootDir: path,
    testEnvironment: 'node',
    testMatch: ['<rootDir>/**/test/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
    testPathIgnorePatterns: ['/node_modules/', '/dist/', '/versions/', wideTests],
    modulePathIgnorePatterns: ['/dist/', '/versions/'],
    transform: {
      '^.+\\.ts$': [
        '@swc/jest',
        { jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } }, module: { type: 'commonjs' } },
      ],
    },
    testEnvironmentOptions: {
      customExportConditions: ['@spanwright/cjs-source', '@spanwright/source', 'node', 'require', 'default'],
    },
  })),
};
