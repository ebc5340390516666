// Packs the published packages as they would be published, and looks at the tarballs as their users would:
// contents, package.json (publint), types (attw), and a consumer that compiles and loads every entry point.
import { join } from 'node:path';
import { checkConsumer } from './lib/check-consumer.mjs';
import { lintTarball } from './lib/lint-tarball.mjs';
import { packAll } from './lib/pack-all.mjs';
import { report } from './lib/report.mjs';
import { withScratchFolder } from './lib/scratch-folder.mjs';

const builds = ['esm', 'cjs'].flatMap((build) => [`dist/${build}/index.js`, `dist/${build}/index.d.ts`]);
const required = ['README.md', 'LICENSE', 'src/index.ts', 'dist/cjs/package.json', ...builds];
const unwanted = /(^|\/)(test|fixtures|node_modules)\/|\.test\.|\.tsbuildinfo$|\.tgz$|^tsconfig/;

const contents = ({ name, files }) => [
  ...required.filter((path) => !files.includes(path)).map((path) => `${name}: the tarball lacks ${path}`),
  ...files.filter((path) => unwanted.test(path)).map((path) => `${name}: the tarball holds ${path}`),
];

await withScratchFolder('packages', async (folder) => {
  const packages = packAll(folder);
  const found = await Promise.all(packages.map(lintTarball));
  const problems = [
    ...packages.flatMap(contents),
    ...found.flat(),
    ...checkConsumer(join(folder, 'consumer'), packages),
  ];
  report(
    problems,
    `tarballs of ${packages.map(({ name, bytes }) => `${name} ${Math.ceil(bytes / 1024)} kB`).join(', ')}`,
  );
});
