import { fs, path } from './built-in.ts';
import { parseModuleName } from './module-name.ts';
import { climb, owningPackage, type PackageInfo, readPackage } from './package-info.ts';
import { type ProgramFile, workingDirectoryFile } from './program-file.ts';

/** By folder, which may be a link, the packages that were found: a program asks for several modules of each. */
const realPackages = new Map<string, PackageInfo>();

/** The package that a file gets when it imports or requires `name`. Nothing is loaded. */
export function findInstalled(name: string, fromFile: string): PackageInfo | undefined {
  const { packageName } = parseModuleName(name);
  return climb(fromFile, (directory) =>
    path.basename(directory) === 'node_modules'
      ? undefined
      : readRealPackage(path.join(directory, 'node_modules', packageName)),
  );
}

/** The copies that the program's files get; where they get none, the one that the working directory gets. */
export function programCopies(name: string, files: readonly ProgramFile[]): PackageInfo[] {
  // Files of one folder get the same copy.
  const folders = new Map(files.map(({ file }) => [path.dirname(file), file]));
  const found = [...folders.values()].map((file) => findInstalled(name, file)).filter((info) => info !== undefined);
  const copies = found.length > 0 ? found : [findInstalled(name, workingDirectoryFile())];
  return [...new Set(copies)].filter((info) => info !== undefined);
}

// Node.js names modules by their real path, so linked packages must be found by it.
function readRealPackage(directory: string): PackageInfo | undefined {
  const known = realPackages.get(directory);
  if (known || !fs.existsSync(directory)) return known;
  try {
    const info = readPackage(fs.realpathSync(directory));
    if (info) realPackages.set(directory, info);
    return info;
  } catch {
    return undefined;
  }
}

/** Folder of the package `name` that a loaded file belongs to; undefined where its path does not tell. */
export function packageDirectoryOf(file: string, name: string): string | undefined {
  return directoryInPath(file, name) ?? owningPackage(file)?.directory;
}

/** The part of a path up to the last `node_modules/<name>` in it. */
export function directoryInPath(file: string, name: string): string | undefined {
  return directoryFinder(name)(file);
}

/** `directoryInPath` for many files. */
export function directoryFinder(name: string): (file: string) => string | undefined {
  const folder = path.join(path.sep, 'node_modules', parseModuleName(name).packageName);
  const inside = folder + path.sep;
  return (file) => {
    const start = file.lastIndexOf(inside);
    return start < 0 ? undefined : file.slice(0, start + folder.length);
  };
}
