// `node --import @spanwright/core/register` (or `--require`): makes copies of libraries known that are imported before
// `autolog()` is called and that it could not find afterwards. Instruments nothing by itself.
import { guarded } from './guard.ts';
import { startImportHook } from './hook/import-hook.ts';
import { SUPPORTED_MODULES } from './hook/supported-modules.ts';

guarded('preparing module loading', () => startImportHook(SUPPORTED_MODULES));
