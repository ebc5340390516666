'use strict';
// What users do with LlamaIndex, as plain JavaScript: the same code runs in `node` processes of both module formats. A
// scenario gets the modules, the provider's base URL and `mlflow`, whose spans do nothing in an untraced run.
module.exports = {
  scenarios: {
    ...require('./models.cjs'),
    ...require('./retrieval.cjs'),
    ...require('./agents.cjs'),
    ...require('./workflows.cjs'),
  },
};
