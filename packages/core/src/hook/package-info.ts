import { fs, path } from './built-in.ts';

/** What a `package.json` says, as far as loading needs it. */
export interface PackageInfo {
  readonly directory: string;
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
  readonly main?: string;
  readonly exports?: unknown;
}

const known = new Map<string, PackageInfo>();

/** The package whose `package.json` stands in that folder; undefined where there is none that can be read. */
export function readPackage(directory: string): PackageInfo | undefined {
  const cached = known.get(directory);
  if (cached) return cached;
  const file = path.join(directory, 'package.json');
  // An error takes ten times as long as this, and most folders have none.
  if (!fs.existsSync(file)) return undefined;
  try {
    const content = JSON.parse(fs.readFileSync(file, 'utf8')) as Omit<PackageInfo, 'directory'>;
    const info = { ...content, directory };
    known.set(directory, info);
    return info;
  } catch {
    return undefined;
  }
}

/** The nearest `package.json` at or above a file: the one whose `type` says what a `.js` file is. */
export function nearestPackage(file: string): PackageInfo | undefined {
  return climb(file, readPackage);
}

/** The package that a file belongs to: the nearest `package.json` with a name. */
export function owningPackage(file: string): PackageInfo | undefined {
  return climb(file, (directory) => {
    const info = readPackage(directory);
    return info?.name === undefined ? undefined : info;
  });
}

/** First answer that `look` has for the folders above `file`, from the nearest to the root. */
export function climb<T>(file: string, look: (directory: string) => T | undefined): T | undefined {
  let directory = path.dirname(file);
  for (;;) {
    const answer = look(directory);
    if (answer !== undefined) return answer;
    const parent = path.dirname(directory);
    if (parent === directory) return undefined;
    directory = parent;
  }
}
