// That what the documents show is there: links lead to a file and its heading, commands to a script or program, and code
// compiles, with the packages as they are built and the libraries as `npm run fixtures:versions` installs them.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { missingCommands } from './lib/document-commands.mjs';
import { brokenLinks } from './lib/document-links.mjs';
import { documentPrograms } from './lib/document-programs.mjs';
import { linkPackages } from './lib/link-packages.mjs';
import { report } from './lib/report.mjs';
import { run } from './lib/run.mjs';
import { withScratchFolder } from './lib/scratch-folder.mjs';
import { repositoryFiles, root } from './lib/workspace.mjs';

/** The folders of the libraries that documents show. */
const libraries = ['langchain1', 'llamaindex', 'openai-agents20', 'ai6'].map((name) =>
  join(root, 'fixtures', 'versions', name, 'node_modules'),
);

const compilerOptions = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  module: 'nodenext',
  target: 'es2022',
  types: ['node'],
};

function writePrograms(documents, folder) {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.mts'] }));
  for (const path of documents) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    for (const [index, text] of documentPrograms(path).entries())
      writeFileSync(join(folder, `${path}.${index}.mts`), text);
  }
}

/** What the compiler says, of lines of the documents. */
function compile(folder) {
  try {
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], { cwd: folder });
    return [];
  } catch (error) {
    return [error.message.replaceAll(/\.md\.\d+\.mts/g, '.md').trim()];
  }
}

function checkPrograms(documents) {
  const missing = libraries.filter((folder) => !existsSync(folder));
  if (missing.length > 0) return missing.map((folder) => `${folder} is not there: npm run fixtures:versions`);
  return withScratchFolder('documents', (folder) => {
    linkPackages(folder, [join(root, 'node_modules'), ...libraries]);
    writePrograms(documents, folder);
    return compile(folder);
  });
}

const documents = repositoryFiles().filter((path) => path.endsWith('.md'));
report(
  [
    ...documents.flatMap((path) => [...brokenLinks(path), ...missingCommands(path)]),
    ...(await checkPrograms(documents)),
  ],
  `links, commands and code of ${documents.length} documents`,
);
