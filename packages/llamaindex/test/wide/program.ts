import { dirname, join } from 'node:path';
import { libraryVersion, makeProgramFolder, type ProgramFolder } from '@spanwright/fixtures';

const packages = join(__dirname, '..', '..', '..');
const installed = dirname(libraryVersion('llamaindex', 'llamaindex'));

/** A folder for programs that use LlamaIndex, this package and `@spanwright/openai`. */
export function programFolder(
  files: { readonly [path: string]: string },
  links: { readonly [path: string]: string } = {},
): Promise<ProgramFolder> {
  return makeProgramFolder({
    files,
    links: {
      'node_modules/llamaindex': join(installed, 'llamaindex'),
      'node_modules/@llamaindex': join(installed, '@llamaindex'),
      'node_modules/openai': join(installed, 'openai'),
      'node_modules/@spanwright/llamaindex': join(packages, 'llamaindex'),
      'node_modules/@spanwright/openai': join(packages, 'openai'),
      'node_modules/@spanwright/core': join(packages, 'core'),
      ...links,
    },
  });
}
