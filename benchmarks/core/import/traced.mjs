import 'openai';
import '@spanwright/core';
import * as openai from '@spanwright/openai';
import { tellCost } from './tell-cost.mjs';

// Node.js 20 would start a thread for the import hook.
openai.autolog({ loader: !process.version.startsWith('v20.') });
tellCost();
