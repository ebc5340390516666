require('openai');
require('@spanwright/core');
const openai = require('@spanwright/openai');
const { tellCost } = require('./tell-cost.cjs');

// Node.js 20 would start a thread for the import hook.
openai.autolog({ loader: !process.version.startsWith('v20.') });
tellCost();
