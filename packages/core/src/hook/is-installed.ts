import { programCopies } from './installed-copy.ts';
import { programFiles } from './program-file.ts';

/**
 * True when the program can load the module: from the file `caller` (a path or file URL), from the program's own file
 * or from the working directory. Nothing is loaded.
 */
export function isInstalled(name: string, caller?: string): boolean {
  return programCopies(name, programFiles(caller)).length > 0;
}
