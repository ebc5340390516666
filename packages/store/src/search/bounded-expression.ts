import { TracingError } from '@spanwright/core/model';
import { type Context, createContext, Script } from 'node:vm';

/** Milliseconds that an expression may take for one text. */
const LIMIT_MS = 1000;
/** Characters of a text up to which an expression with one repetition takes no time worth a limit. */
const SHORT = 2000;

const TIMED_OUT = 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * The test of an expression that a user wrote, which ends whatever the expression is: one like `(a+)+$` may take years
 * for a text of fifty characters. Throws INVALID_PARAMETER_VALUE after a second.
 */
export function boundedTest(expression: RegExp): (text: string) => boolean {
  const repetitions = expression.source.match(/(?<!\\)[*+{]/g)?.length ?? 0;
  return (text) => {
    if (repetitions === 0 || (repetitions === 1 && text.length <= SHORT)) return expression.test(text);
    return limitedTest(expression, text);
  };
}

interface Limited {
  readonly context: Context & { expression?: RegExp; text?: string };
  readonly script: Script;
}

let limited: Limited | undefined;

// 40 µs more than the test alone, which is why most go without.
function limitedTest(expression: RegExp, text: string): boolean {
  limited ??= { context: createContext({}), script: new Script('expression.test(text)') };
  try {
    Object.assign(limited.context, { expression, text });
    return limited.script.runInContext(limited.context, { timeout: LIMIT_MS }) as boolean;
  } catch (error) {
    throw (error as { code?: string }).code === TIMED_OUT ? tooSlow(expression, text) : error;
  } finally {
    delete limited.context.text;
  }
}

function tooSlow({ source }: RegExp, { length }: string): TracingError {
  const message = `The pattern ${source} takes more than ${LIMIT_MS} ms for a text of ${length} characters: repeat less in it.`;
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
