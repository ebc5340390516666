import { givenOptions } from '../given-options.ts';
import { sharedSlot } from '../shared-state.ts';

interface ActiveModelState {
  modelId: string | undefined;
  /** What the environment names, '' for none; undefined until it is first needed: reading it costs every trace. */
  ofEnvironment?: string;
}

const state = sharedSlot<ActiveModelState>('active-model', () => ({ modelId: undefined }));

/** Links every trace that starts from now on to a model, whichever model an integration would link it to. */
export function setActiveModel(model: { readonly modelId: string }): void {
  state.modelId = givenOptions('setActiveModel()', model).modelId;
}

/** Takes `setActiveModel` back. */
export function clearActiveModel(): void {
  state.modelId = undefined;
}

/** The model that traces are linked to: what was set, else what `MLFLOW_ACTIVE_MODEL_ID` named when it was first needed. */
export function getActiveModelId(): string | undefined {
  state.ofEnvironment ??= process.env['MLFLOW_ACTIVE_MODEL_ID'] ?? '';
  return state.modelId ?? (state.ofEnvironment || undefined);
}
