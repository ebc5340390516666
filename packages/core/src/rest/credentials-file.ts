import { homeFolder } from '../environment/home-folder.ts';

/** What `~/.mlflow/credentials` says. */
export interface Credentials {
  readonly user?: string;
  readonly password?: string;
}

const FILE = '.mlflow/credentials';
const KEYS = { mlflow_tracking_username: 'user', mlflow_tracking_password: 'password' } as const;

/** Reads the section `[mlflow]` of `~/.mlflow/credentials`, an INI file. Nothing where there is none. */
export function readCredentialsFile(env: Readonly<Record<string, string | undefined>>): Credentials {
  try {
    return parseCredentials(process.getBuiltinModule('node:fs').readFileSync(`${homeFolder(env)}/${FILE}`, 'utf8'));
  } catch {
    return {};
  }
}

/** Reads such a file's text. */
export function parseCredentials(text: string): Credentials {
  const found: { user?: string; password?: string } = {};
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    section = /^\s*\[([^\]]*)\]/.exec(line)?.[1]?.trim() ?? section;
    const [, key = '', value = ''] = /^\s*([\w.-]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    const name = KEYS[key.toLowerCase() as keyof typeof KEYS];
    if (section === 'mlflow' && name) found[name] = value;
  }
  return found;
}
