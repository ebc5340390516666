// Methods that write in transactions of their own.
export { deleteTraces } from './delete-traces.ts';
