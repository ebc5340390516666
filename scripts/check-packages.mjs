// Packs the published packages as they would be published, and looks at the tarballs as their users would:
// contents, package.json (publint), types (attw), and a consumer that compiles and loads every entry point.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkConsumer } from './lib/check-consumer.mjs';
import { packAll } from './lib/pack-all.mjs';
import { report } from './lib/report.mjs';
import { withScratchFolder } from './lib/scratch-folder.mjs';
import { root } from './lib/workspace.mjs';

const required = [
  'README.md',
  'LICENSE',
  'dist/esm/index.js',
  'dist/esm/index.d.ts',
  'dist/cjs/index.js',
  'dist/cjs/index.d.ts',
  'dist/cjs/package.json',
  'src/index.ts',
];
const unwanted = /(^|\/)(test|fixtures|node_modules)\/|\.test\.|\.tsbuildinfo$|\.tgz$|^tsconfig/;

const contents = ({ name, files }) => [
  ...required.filter((path) => !files.includes(path)).map((path) => `${name}: the tarball lacks ${path}`),
  ...files.filter((path) => unwanted.test(path)).map((path) => `${name}: the tarball holds ${path}`),
];

/** Tools that read a tarball and explain what is wrong with it. */
const tools = [
  { name: 'publint', args: (tarball) => ['run', tarball, '--strict'] },
  {
    name: 'attw',
    args: (tarball) => [tarball, '--profile', 'node16', '--no-emoji', '--no-color', '--format', 'ascii'],
  },
];

const runTool = (tool, packed) => {
  const program = join(root, 'node_modules', '.bin', tool.name);
  const { status, stdout, stderr } = spawnSync(program, tool.args(packed.tarball), { encoding: 'utf8' });
  return status === 0 ? [] : [`${packed.name}: ${tool.name} found:\n${stdout}${stderr}`];
};

await withScratchFolder('packages', async (folder) => {
  const packages = packAll(folder);
  const problems = packages.flatMap((packed) => [
    ...contents(packed),
    ...tools.flatMap((tool) => runTool(tool, packed)),
  ]);
  problems.push(...checkConsumer(join(folder, 'consumer'), packages));
  report(
    problems,
    `tarballs of ${packages.map(({ name, bytes }) => `${name} ${Math.ceil(bytes / 1024)} kB`).join(', ')}`,
  );
});
