// Builds the viewer into a folder: `index.html` and files whose names tell their content, so that browsers may keep them.
//
//   node build.mjs FOLDER          once
//   node build.mjs --watch FOLDER  again with every change of a source
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, context } from 'esbuild';

const watching = process.argv[2] === '--watch';
const target = process.argv[watching ? 3 : 2] ?? 'dist';
const source = fileURLToPath(new URL('src/', import.meta.url));

/** The page that every address of the viewer gets; it runs nothing inline. */
const page = ({ early, script, shared, style, files }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Spanwright</title>
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/assets/${style}" />
    <script type="module" async src="/assets/${early}" data-files='${JSON.stringify(files)}'></script>
    <script type="module" src="/assets/${script}"></script>
${shared.map((name) => `    <link rel="modulepreload" href="/assets/${name}" />`).join('\n')}
  </head>
  <body>
    <div id="app"></div>
    <noscript>The viewer needs JavaScript, all of it from this address.</noscript>
  </body>
</html>
`;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#3d5afe"/>
<path d="M6 9h20M10 16h13M14 23h8" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/></svg>
`;

/** What a script imports for certain: asked for at once, not one after the other. */
function sharedBy(script, outputs, found = new Set()) {
  for (const { path, kind } of outputs[script].imports) {
    if (kind !== 'import-statement' || found.has(path)) continue;
    found.add(path);
    sharedBy(path, outputs, found);
  }
  return [...found].map((path) => basename(path));
}

/** Compressed once, better than a server has time for. */
function pack(path) {
  const content = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(content));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}

/** The page that a file of a group belongs to, by the names of the routes. */
const GROUPS = {
  'traces-page.tsx': ['traces'],
  'pages-of-traces.ts': ['trace', 'compare'],
  'other-pages.ts': ['sessions', 'session', 'charts', 'runs', 'run', 'models', 'model'],
};

/** What each page needs beside what every page does. */
function filesByPage(outputs, shared) {
  return Object.keys(outputs).flatMap((path) => {
    const pages = GROUPS[basename(outputs[path].entryPoint ?? '')];
    const files = [basename(path), ...sharedBy(path, outputs)].filter((file) => !shared.includes(file));
    return pages ? [{ pages, files }] : [];
  });
}

const outputNamed = (outputs, pattern) => basename(outputs.find((path) => pattern.test(path)) ?? '');

function writePage({ outputs }, early) {
  const entries = Object.keys(outputs).filter((path) => outputs[path].entryPoint !== undefined);
  const main = entries.find((path) => /\/main-\w+\.js$/.test(path)) ?? '';
  const style = outputNamed(Object.keys(outputs), /\/style-\w+\.css$/);
  const shared = sharedBy(main, outputs).filter((file) => file !== basename(main));
  const files = filesByPage(outputs, [basename(main), ...shared]);
  writeFileSync(join(target, 'index.html'), page({ early, script: basename(main), shared, style, files }));
  writeFileSync(join(target, 'assets', 'icon.svg'), icon);
  return new Set([...Object.keys(outputs).map((path) => basename(path)), early, 'icon.svg']);
}

function packAll() {
  const assets = join(target, 'assets');
  pack(join(target, 'index.html'));
  for (const name of readdirSync(assets)) pack(join(assets, name));
}

function removeOthers(kept) {
  const assets = join(target, 'assets');
  for (const name of readdirSync(assets)) if (!kept.has(name)) rmSync(join(assets, name));
}

/** Apart from the others, so that it has to wait for none of them. */
async function buildEarly() {
  const { splitting: _, plugins: __, entryPoints: ___, ...same } = options;
  const { metafile } = await build({ ...same, entryPoints: { early: join(source, 'early.ts') } });
  return outputNamed(Object.keys(metafile.outputs), /\/early-\w+\.js$/);
}

const finish = {
  name: 'finish',
  setup: (builder) =>
    builder.onEnd(async ({ metafile, errors }) => {
      if (errors.length > 0 || !metafile) return;
      removeOthers(writePage(metafile, await buildEarly()));
      // What is not packed is compressed by the server: quicker while sources change.
      if (watching) for (const suffix of ['br', 'gz']) rmSync(join(target, `index.html.${suffix}`), { force: true });
      else packAll();
    }),
};

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints: { main: join(source, 'main.tsx'), style: join(source, 'styles/index.css') },
  outdir: join(target, 'assets'),
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: !watching,
  legalComments: 'none',
  metafile: true,
  logLevel: watching ? 'info' : 'warning',
  plugins: [finish],
};

mkdirSync(join(target, 'assets'), { recursive: true });
if (watching) await (await context(options)).watch();
else await build(options);
