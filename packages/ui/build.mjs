// Builds the viewer into a folder: `index.html` and files whose names tell their content, so that browsers may keep them.
//
//   node build.mjs FOLDER          once
//   node build.mjs --watch FOLDER  again with every change of a source
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const watching = process.argv[2] === '--watch';
const target = process.argv[watching ? 3 : 2] ?? 'dist';
const source = fileURLToPath(new URL('src/', import.meta.url));

/** The page that every address of the viewer gets; it runs nothing inline. */
const page = ({ script, style }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Spanwright</title>
    <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/assets/${style}" />
    <script type="module" src="/assets/${script}"></script>
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

const outputNamed = (outputs, pattern) => basename(outputs.find((path) => pattern.test(path)) ?? '');

function writePage({ outputs }) {
  const entries = Object.keys(outputs).filter((path) => outputs[path].entryPoint !== undefined);
  const script = outputNamed(entries, /\/main-\w+\.js$/);
  const style = outputNamed(Object.keys(outputs), /\/style-\w+\.css$/);
  writeFileSync(join(target, 'index.html'), page({ script, style }));
  writeFileSync(join(target, 'assets', 'icon.svg'), icon);
  return new Set([...Object.keys(outputs).map((path) => basename(path)), 'icon.svg']);
}

function removeOthers(kept) {
  const assets = join(target, 'assets');
  for (const name of readdirSync(assets)) if (!kept.has(name)) rmSync(join(assets, name));
}

const finish = {
  name: 'finish',
  setup: (builder) =>
    builder.onEnd(({ metafile, errors }) => {
      if (errors.length === 0 && metafile) removeOthers(writePage(metafile));
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
