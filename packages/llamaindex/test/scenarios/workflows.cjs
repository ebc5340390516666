'use strict';
const { model, question } = require('./library.cjs');

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

module.exports = {
  'a workflow of two steps': async (lib, url, mlflow) => {
    const { createWorkflow, workflowEvent } = lib.workflow;
    const [start, asked, stop] = ['start', 'asked', 'stop'].map((debugLabel) => workflowEvent({ debugLabel }));
    const workflow = createWorkflow();
    workflow.handle([start], async function prepare(_context, event) {
      await tick();
      return mlflow.withSpan('own work', async () => asked.with({ topic: event.data.topic.toUpperCase() }));
    });
    workflow.handle([asked], async (_context, event) => {
      const { message } = await model(lib, url).chat({ messages: question });
      return stop.with({ topic: event.data.topic, answer: message.content });
    });
    const { stream, sendEvent } = workflow.createContext();
    sendEvent(start.with({ topic: 'sky' }));
    return (await stream.until(stop).toArray()).map((event) => event.data);
  },
  'four workers at once': async (lib, _url, mlflow) => {
    const { createWorkflow, workflowEvent } = lib.workflow;
    const [start, work, done, stop] = ['start', 'work', 'done', 'stop'].map((debugLabel) =>
      workflowEvent({ debugLabel }),
    );
    const workflow = createWorkflow();
    const finished = [];
    workflow.handle([start], function split({ sendEvent }) {
      for (const part of [1, 2, 3, 4]) sendEvent(work.with({ part }));
    });
    workflow.handle([work], async function worker(_context, event) {
      return mlflow.withSpan(`part ${event.data.part}`, async () => {
        await tick();
        return done.with({ square: event.data.part ** 2 });
      });
    });
    workflow.handle([done], function collect(_context, event) {
      finished.push(event.data.square);
      return finished.length === 4 ? stop.with({ sum: finished.reduce((a, b) => a + b) }) : undefined;
    });
    const { stream, sendEvent } = workflow.createContext();
    sendEvent(start.with({}));
    return (await stream.until(stop).toArray()).length;
  },
  'a workflow whose step fails': async (lib) => {
    const { createWorkflow, workflowEvent } = lib.workflow;
    const start = workflowEvent({ debugLabel: 'start' });
    const workflow = createWorkflow();
    workflow.handle([start], async function broken() {
      await tick();
      throw new TypeError('no such step');
    });
    workflow.createContext().sendEvent(start.with({ topic: 'sky' }));
    await tick();
    await tick();
    return 'unhandled, as the library leaves it';
  },
};
