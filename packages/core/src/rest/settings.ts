/** How requests to an MLflow server are tried again: MLflow's rules for its Python client. */
export interface RetrySettings {
  /** Tries after the first one. */
  readonly maxRetries: number;
  /** Seconds before the second retry; each further one waits twice as long, 120 s at most. */
  readonly backoffFactor: number;
  /** Seconds at most that are added by chance. */
  readonly backoffJitter: number;
  /** Whether the server's `Retry-After` counts. */
  readonly respectRetryAfter: boolean;
}

/** How the server's certificate is checked, and ours shown. Paths of PEM files. */
export interface TlsSettings {
  /** The server's certificate is not checked. */
  readonly insecure: boolean;
  /** Certificates, or a folder of them, that are trusted instead of the system's. */
  readonly serverCertPath?: string;
  /** Our certificate and key, in one file. */
  readonly clientCertPath?: string;
}

/** What is needed to talk to an MLflow server: plain data, which a structured clone carries to another thread. */
export interface RestSettings {
  /** Base of all addresses, without a slash at its end; it may have a path. */
  readonly uri: string;
  /** Sent with each request. They hold credentials: they are neither logged nor written down. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsSettings;
  /** Milliseconds that a request may take. */
  readonly timeoutMs: number;
  readonly retry: RetrySettings;
}
