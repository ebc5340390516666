import { sharedSlot } from '../shared-state.ts';

const state = sharedSlot<{ modelId: string | undefined }>('active-model', () => ({ modelId: undefined }));

/** Links every trace that starts from now on to a model, whichever model an integration would link it to. */
export function setActiveModel({ modelId }: { readonly modelId: string }): void {
  state.modelId = modelId;
}

/** Takes `setActiveModel` back. */
export function clearActiveModel(): void {
  state.modelId = undefined;
}

/** The model that traces are linked to: what was set, else what `MLFLOW_ACTIVE_MODEL_ID` names. */
export function getActiveModelId(): string | undefined {
  return state.modelId ?? (process.env['MLFLOW_ACTIVE_MODEL_ID'] || undefined);
}
