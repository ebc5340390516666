import { TraceMetadataKey } from '../model/index.ts';
import { gitSource } from './git-source.ts';

const SCHEMA_VERSION = '3';

let known: Readonly<Record<string, string>> | undefined;

/**
 * Metadata that every trace of this process carries, as MLflow has them: its schema version, the program's file, who runs
 * it, and the git commit of the folder that it runs in.
 */
export function sourceMetadata(): Readonly<Record<string, string>> {
  return (known ??= look());
}

function look(): Readonly<Record<string, string>> {
  const user = userName();
  return {
    [TraceMetadataKey.SCHEMA_VERSION]: SCHEMA_VERSION,
    [TraceMetadataKey.SOURCE_NAME]: process.argv[1] ?? 'node',
    [TraceMetadataKey.SOURCE_TYPE]: 'LOCAL',
    ...(user !== undefined && { [TraceMetadataKey.SYSTEM_USER]: user }),
    ...gitSource(process.cwd()),
  };
}

// In the order of Python's `getpass.getuser`. A container may know no user of this number: then there is none.
function userName(): string | undefined {
  const { LOGNAME, USER } = process.env;
  if (LOGNAME || USER) return LOGNAME || USER;
  try {
    return process.getBuiltinModule('node:os').userInfo().username;
  } catch {
    return undefined;
  }
}
