import { TraceMetadataKey } from '../model/index.ts';

const SCHEMA_VERSION = '3';

/** Metadata that every trace of this process carries: MLflow's schema version and the program's file. */
export function sourceMetadata(): Record<string, string> {
  return {
    [TraceMetadataKey.SCHEMA_VERSION]: SCHEMA_VERSION,
    [TraceMetadataKey.SOURCE_NAME]: process.argv[1] ?? 'node',
    [TraceMetadataKey.SOURCE_TYPE]: 'LOCAL',
  };
}
