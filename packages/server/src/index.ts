export type * from './viewer/viewer-api.ts';
