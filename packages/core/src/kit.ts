/**
 * The instrumentation kit: what integrations, tests and the command line need of core beyond its public API.
 * @packageDocumentation
 */
export { callInProgress } from './call/call-in-progress.ts';
export { isThenable, observePromise } from './call/observe-promise.ts';
export { observeResult } from './call/observe-result.ts';
export { innerOf } from './context/inner-of.ts';
export { readVariable } from './environment/read-variable.ts';
export { currentExporter, setTraceExporter } from './export/current-target.ts';
export type { TraceExporter } from './export/trace-exporter.ts';
export { parseTrackingUri, type TrackingTarget } from './export/tracking-uri.ts';
export { givenOptions } from './given-options.ts';
export { supportsSyncHooks } from './hook/module-system.ts';
export { applyIntegration, recordMethods } from './integration/apply.ts';
export { type AutologOptions, createAutolog, isAutologging } from './integration/autolog.ts';
export type {
  AdaptableCall,
  AdaptedCall,
  CallDetails,
  CallFailure,
  CallReader,
  CallSnapshot,
  SpanReference,
  StreamReducer,
} from './integration/call-reader.ts';
export {
  type Attach,
  type AttachmentSpec,
  defineAttachment,
  defineIntegration,
  type EmitterShape,
  type Integration,
  type IntegrationSpec,
  type LazyPromiseShape,
} from './integration/define.ts';
export { type ModuleName, parseModuleName } from './hook/module-name.ts';
export { importForProgram, type ProgramModule, programVersion } from './hook/import-for-program.ts';
export { callerFile } from './hook/caller-file.ts';
export { watchModule, type WatchOptions } from './hook/watch-module.ts';
export { readModel, type ReadModel } from './logged-model/read-model.ts';
export { type ModelToSave, newModelId, type SavedModel, saveModel } from './logged-model/save-model.ts';
export { ActiveRun } from './run/active-run.ts';
export { currentExperiment } from './run/current-experiment.ts';
export { warnOnce } from './logger.ts';
export { snapshot } from './capture/snapshot.ts';
export { findMember } from './integration/member-path.ts';
export { createTraced } from './integration/traced.ts';
export type { RecordingOptions } from './integration/apply.ts';
export { type Tracer, tracer } from './integration/tracer-handle.ts';
export { type Around, wrapMethod } from './integration/wrap-method.ts';
export { satisfies } from './integration/version-range.ts';
export { limits } from './limits.ts';
export { sharedSlot } from './shared-state.ts';
export { functionTool } from './read/function-tool.ts';
export { parsed } from './read/parsed.ts';
export { reportedUsage } from './read/reported-usage.ts';
export { at, fieldsAt, isFilled, isWire, listAt, numberAt, textAt, type Wire } from './read/wire.ts';
export { attachmentsOf } from './media/attachments-of.ts';
export { AttachmentFolder } from './media/attachment-folder.ts';
export { flushSpool, type FlushedSpool } from './remote/flush-spool.ts';
export { createDelivery, type Deliverer } from './rest/deliver.ts';
export { readRestSettings } from './rest/read-settings.ts';
export { createRestBackend } from './rest/rest-backend.ts';
export { RestClient } from './rest/rest-client.ts';
export type { RestSettings } from './rest/settings.ts';
export { spoolsOf, spoolStatus, type SpoolStatus } from './spool/spool-status.ts';
export type { TrackingBackend } from './export/tracking-backend.ts';
