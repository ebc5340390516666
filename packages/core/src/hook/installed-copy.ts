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
  const copies = new Set<PackageInfo>();
  const folders = new Set<string>();
  for (const { file } of files) {
    const folder = path.dirname(file);
    // Files of one folder get the same copy.
    const info = folders.has(folder) ? undefined : findInstalled(name, file);
    folders.add(folder);
    if (info) copies.add(info);
  }
  if (copies.size > 0) return [...copies];
  const info = findInstalled(name, workingDirectoryFile());
  return info ? [info] : [];
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
  const folder = folderOf(name);
  const start = file.lastIndexOf(folder + path.sep);
  return start < 0 ? undefined : file.slice(0, start + folder.length);
}

/** `directoryInPath` of many files, each folder once. Files of one folder mostly follow each other. */
export function directoriesInPaths(files: readonly string[], name: string): ReadonlySet<string> {
  const inside = folderOf(name) + path.sep;
  const directories = new Set<string>();
  let last = '';
  for (const file of files) {
    const start = file.lastIndexOf(inside);
    if (start < 0 || (start + inside.length === last.length + 1 && file.startsWith(last))) continue;
    last = file.slice(0, start + inside.length - 1);
    directories.add(last);
  }
  return directories;
}

function folderOf(name: string): string {
  return `${path.sep}node_modules${path.sep}${parseModuleName(name).packageName.replace('/', path.sep)}`;
}
