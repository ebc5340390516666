/** Which media are lifted out of inputs and outputs. */
export interface MediaSettings {
  /** Media are recognised by themselves, not only explicit attachments. */
  readonly extract: boolean;
  /** Bytes of one attachment; larger ones are not kept. Undefined: no bound. */
  readonly maxBytes: number | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads `MLFLOW_TRACE_EXTRACT_ATTACHMENTS` (default true) and `MLFLOW_TRACE_MAX_ATTACHMENT_SIZE` (bytes; 0 and less: no bound). */
export function mediaSettings(env: Environment): MediaSettings {
  const size = Number(env['MLFLOW_TRACE_MAX_ATTACHMENT_SIZE'] ?? '');
  return {
    extract: !/^(?:false|0)$/i.test(env['MLFLOW_TRACE_EXTRACT_ATTACHMENTS'] ?? ''),
    maxBytes: Number.isFinite(size) && size > 0 ? size : undefined,
  };
}
