require('openai');
require('./tell-cost.cjs').tellCost();
