import { describe, expect, it } from '@jest/globals';
import { clearActiveModel, getActiveModelId, setActiveModel } from '../src/index.ts';

describe('the active model', () => {
  it('is what the environment names when it is first needed; what the program sets wins', () => {
    process.env['MLFLOW_ACTIVE_MODEL_ID'] = 'm-environment';
    const first = getActiveModelId();
    delete process.env['MLFLOW_ACTIVE_MODEL_ID'];
    setActiveModel({ modelId: 'm-program' });
    const set = getActiveModelId();
    clearActiveModel();
    expect([first, set, getActiveModelId()]).toEqual(['m-environment', 'm-program', 'm-environment']);
  });
});
