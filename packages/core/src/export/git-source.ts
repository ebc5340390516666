import { TraceMetadataKey } from '../model/index.ts';

/** What identifies a state of sources. */
export type GitSource = Readonly<Record<string, string>>;

/**
 * Commit, branch and address of the git repository that a folder is in, as MLflow keeps them; empty outside of one. Reads
 * git's own files: no process is started. The address is without user and password.
 */
export function gitSource(folder: string): GitSource {
  try {
    const git = gitFolder(folder);
    return git === undefined ? {} : sourceOf(git);
  } catch {
    return {};
  }
}

function sourceOf(git: string): GitSource {
  const head = read(`${git}/HEAD`) ?? '';
  const ref = /^ref: (.+)$/.exec(head)?.[1];
  const common = sharedFolder(git);
  const commit = ref === undefined ? head : (read(`${git}/${ref}`) ?? read(`${common}/${ref}`) ?? packed(common, ref));
  const url = repositoryUrl(read(`${common}/config`) ?? '');
  return {
    ...(commit && { [TraceMetadataKey.GIT_COMMIT]: commit }),
    ...(ref !== undefined && { [TraceMetadataKey.GIT_BRANCH]: ref.replace(/^refs\/heads\//, '') }),
    ...(url !== undefined && { [TraceMetadataKey.GIT_REPO_URL]: url }),
  };
}

function gitFolder(folder: string): string | undefined {
  const { existsSync, statSync } = process.getBuiltinModule('node:fs');
  const { dirname, join, resolve } = process.getBuiltinModule('node:path');
  const git = join(folder, '.git');
  if (!existsSync(git)) return dirname(folder) === folder ? undefined : gitFolder(dirname(folder));
  if (statSync(git).isDirectory()) return git;
  // A work tree or a submodule names the place.
  const named = /^gitdir: (.+)$/.exec(read(git) ?? '')?.[1];
  return named === undefined ? undefined : resolve(folder, named);
}

/** Where a work tree keeps what all of them share. */
function sharedFolder(git: string): string {
  const common = read(`${git}/commondir`);
  return common === undefined ? git : process.getBuiltinModule('node:path').resolve(git, common);
}

function packed(git: string, ref: string): string | undefined {
  const line = read(`${git}/packed-refs`)
    ?.split('\n')
    .find((each) => each.endsWith(` ${ref}`));
  return line?.split(' ')[0];
}

function repositoryUrl(config: string): string | undefined {
  const url = /\[remote "[^"]*"\][^[]*?\burl *= *(\S+)/.exec(config)?.[1];
  return url?.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1');
}

function read(path: string): string | undefined {
  try {
    return process.getBuiltinModule('node:fs').readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
