// Node reads `type` and `imports` from the nearest package.json: the CommonJS build needs its own, and with it the
// package's internal imports, as seen from there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const BUILD = './dist/cjs/';

const { imports = {} } = JSON.parse(readFileSync('package.json', 'utf8'));
const fromBuild = Object.entries(imports).map(([name, { require }]) => [name, `./${require.slice(BUILD.length)}`]);
const manifest = { type: 'commonjs', ...(fromBuild.length > 0 && { imports: Object.fromEntries(fromBuild) }) };

mkdirSync(BUILD, { recursive: true });
writeFileSync(`${BUILD}package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
