/** Bounds of the server. Sizes are bytes. */
export const limits = {
  /** Of one request's body, as it comes and decompressed; artifacts are streamed and have a bound of their own. */
  bodyBytes: 67_108_864,
  /** Of all bodies that are in memory at a time: a request past it is asked to come again. */
  bufferedBytes: 268_435_456,
  /** Of what has come by OTLP and is being stored; or so many requests, whatever their size. More of them wait. */
  decodedBytes: 1_048_576,
  decodedRequests: 2,
  /** Of one artifact. */
  artifactBytes: 4_294_967_296,
  /** Connections at a time. */
  connections: 2000,
  /** Milliseconds until the headers of a request must be there. */
  headersMs: 10_000,
  /** Milliseconds until a request must be there as a whole. */
  requestMs: 120_000,
  /** Milliseconds that a connection may rest between two requests: longer than proxies keep theirs (60 s). */
  restMs: 65_000,
  /** Wrong passwords or tokens within a minute, of one address, past which it has to wait. */
  failedLogins: 20,
  /** Requests a second from one address, for as long as it likes. */
  requestsPerSecond: 2000,
  /** Requests from one address at once, after a pause. */
  burstRequests: 6000,
  /** Addresses whose requests are counted. */
  knownAddresses: 10_000,
  /** Spans of traces that are looked at, kept without their content for half a minute. */
  outlinedSpans: 100_000,
  /** Spans of traces that are searched in, kept for half a minute. */
  searchedSpans: 60_000,
  /** Streams of live traces at a time. */
  watchers: 100,
} as const;
