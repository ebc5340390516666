// Methods that write in transactions of their own.
export { deleteTraces } from './delete-traces.ts';
export { applyRetention } from './retention/retain.ts';
export { vacuum } from './retention/space.ts';
