export { type RunningServer, type ServerOptions, createServer } from './server.ts';
export type { Credentials } from './security/access.ts';
export type * from './viewer/viewer-api.ts';
