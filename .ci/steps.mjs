import { join, resolve } from 'node:path';
import { chromiumProgram } from './chromium.mjs';
import { collectorBinary } from './collector.mjs';
import { mlflowPythons } from './mlflow.mjs';
import { demoCommand, testCommand } from './readme-commands.mjs';
import { nodeBinaries } from './nodes.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command what bash runs in the repository's folder
 * @property {number} minutes after this time it has failed
 * @property {'jest' | 'once'} [counts] `jest`: the tests of its summary; else the step itself counts as one
 * @property {() => Record<string, string>} [env] set for this step alone
 * @property {boolean} [essential] when it fails, no other step is run
 */

const onNode = (major) => ({
  name: `test-node${major}`,
  command: testCommand,
  minutes: 12,
  counts: 'jest',
  env: () => ({ PATH: `${join(nodeBinaries()[major], '..')}:${process.env.PATH}` }),
});

const wide = {
  name: 'test-wide',
  command: 'npm run test:wide',
  minutes: 25,
  counts: 'jest',
  env: () => ({
    SPANWRIGHT_CHROMIUM: chromiumProgram(),
    SPANWRIGHT_OTELCOL: collectorBinary(),
    SPANWRIGHT_MLFLOW_PYTHON: mlflowPythons().current,
    SPANWRIGHT_MLFLOW_OLD_PYTHON: mlflowPythons().oldest,
    SPANWRIGHT_NODE_BINARIES: Object.values(nodeBinaries()).join(':'),
    SPANWRIGHT_RECORDINGS: resolve('../shared/recordings'),
  }),
};

/**
 * The groups run one after the other, the steps of a group two at a time.
 * @type {readonly (readonly Step[])[]}
 */
export const groups = [
  [{ name: 'install', command: 'node .ci/install.mjs', minutes: 5, essential: true }],
  [{ name: 'build', command: 'npm run build', minutes: 5, essential: true }],
  [
    { name: 'nodes', command: 'node .ci/nodes.mjs', minutes: 5 },
    { name: 'lint', command: 'npm run lint', minutes: 2 },
    { name: 'format', command: 'npm run format:check', minutes: 2 },
    { name: 'typecheck', command: 'npm run typecheck', minutes: 5 },
    { name: 'knip', command: 'npm run knip', minutes: 2 },
    { name: 'imports', command: 'npm run check:imports', minutes: 1 },
    { name: 'repository', command: 'npm run check:repository', minutes: 1 },
    { name: 'size', command: 'npm run check:size', minutes: 1 },
    { name: 'packages', command: 'npm run check:packages', minutes: 5 },
  ],
  // Before the other versions of the libraries are there: a newcomer does not have them either.
  [{ name: 'test', command: testCommand, minutes: 12, counts: 'jest' }],
  [
    { name: 'fixture-versions', command: 'npm run fixtures:versions', minutes: 8 },
    { name: 'collector', command: 'node .ci/collector.mjs', minutes: 12 },
    { name: 'mlflow', command: 'node .ci/mlflow.mjs', minutes: 10 },
    { name: 'chromium', command: 'node .ci/chromium.mjs', minutes: 5 },
  ],
  [onNode(22)],
  [onNode(24)],
  [wide],
  [{ name: 'bench-server', command: 'npm run bench:server -- --traces 50000 --samples 100 --sent 2000', minutes: 8 }],
  [{ name: 'bench-store', command: 'npm run bench:store -- --traces 20000 --samples 50', minutes: 4 }],
  [{ name: 'bench-viewer', command: 'node benchmarks/viewer/run.mjs --rounds 3', minutes: 4 }],
  [{ name: 'soak', command: 'npm run soak -- --traces 50000', minutes: 3 }],
  [{ name: 'demo', command: `node .ci/demo.mjs ${JSON.stringify(demoCommand)}`, minutes: 5 }],
  [{ name: 'readme', command: 'npm run check:readme', minutes: 8 }],
];
