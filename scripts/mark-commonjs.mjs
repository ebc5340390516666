// Finishes the build of the package in the working directory. Node reads `type` and `imports` from the nearest
// package.json: the CommonJS build needs its own, and with it the package's internal imports, as seen from there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { bundles } from './bundles.mjs';

const BUILD = './dist/cjs/';

const { name, imports = {} } = JSON.parse(readFileSync('package.json', 'utf8'));
const bundle = bundles[name];
const kept = bundle ? [] : Object.entries(imports);
const fromBuild = kept.map(([key, { require }]) => [key, `./${require.slice(BUILD.length)}`]);
const manifest = { type: 'commonjs', ...(fromBuild.length > 0 && { imports: Object.fromEntries(fromBuild) }) };

mkdirSync(BUILD, { recursive: true });
writeFileSync(`${BUILD}package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
if (bundle) {
  // Only now: packages that are not put together are built without esbuild.
  const { bundleCommonJs } = await import('./lib/bundle-commonjs.mjs');
  const { checkBuiltExports } = await import('./lib/check-built-exports.mjs');
  const { writeNodeEntries } = await import('./lib/write-node-entries.mjs');
  const exported = await bundleCommonJs(bundle);
  checkBuiltExports(BUILD, exported);
  writeNodeEntries(new Map([...exported].filter(([entry]) => !entry.endsWith('/worker'))), bundle.values);
}
