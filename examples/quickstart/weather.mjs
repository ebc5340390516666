import * as mlflow from 'spanwright';

const WEATHER = { Lisbon: { celsius: 21, sky: 'sunny' }, Bergen: { celsius: 9, sky: 'rain' } };

/** What the model is told about the tool. */
export const weatherTool = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Current weather of a city',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    },
  },
};

/** The tool itself, an ordinary function: `trace` makes each call a span of its own. */
export const getWeather = mlflow.trace(
  function get_weather(city) {
    return { city, ...(WEATHER[city] ?? { error: 'no weather station there' }) };
  },
  { spanType: mlflow.SpanType.TOOL },
);
