// The wide tests: several majors of each library, several Node.js versions, real recordings. `npm test` leaves them out.
import config, { wideTests } from './jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...config,
  testTimeout: 300_000,
  projects: config.projects.map((project) => ({
    ...project,
    testPathIgnorePatterns: project.testPathIgnorePatterns.filter((pattern) => pattern !== wideTests),
    testMatch: ['<rootDir>/**/test/{wide,recordings}/**/*.test.ts'],
  })),
};
