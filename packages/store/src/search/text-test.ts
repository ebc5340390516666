import { likeExpression, type ListTest, type TextTest, TracingError } from '@spanwright/core/model';
import { boundedTest } from './bounded-expression.ts';

/** Whether a text passes. */
export type TextPredicate = (text: string) => boolean;

/** A test of texts as a function. `LIKE` and `ILIKE` have `%` and `_` and no escape; `RLIKE` searches. */
export function textPredicate(test: TextTest | ListTest): TextPredicate {
  switch (test.comparator) {
    case 'IN':
      return (text) => test.values.includes(text);
    case 'NOT IN':
      return (text) => !test.values.includes(text);
    case '=':
      return (text) => text === test.value;
    case '!=':
      return (text) => text !== test.value;
    default:
      return patternPredicate(test.comparator, test.value);
  }
}

function patternPredicate(comparator: 'LIKE' | 'ILIKE' | 'RLIKE', pattern: string): TextPredicate {
  if (comparator === 'RLIKE') return expressionPredicate(pattern);
  const contained = /^%([^%_]*)%$/.exec(pattern)?.[1];
  if (contained !== undefined && comparator === 'LIKE') return (text) => text.includes(contained);
  return boundedTest(likeExpression(pattern, comparator === 'ILIKE'));
}

function expressionPredicate(pattern: string): TextPredicate {
  // Python's flags for the whole expression stand inside it.
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  try {
    return boundedTest(new RegExp(pattern.slice(inline?.[0].length ?? 0), inline?.[1] ?? ''));
  } catch (cause) {
    const message = `RLIKE needs a regular expression, not '${pattern}': ${(cause as Error).message}`;
    throw new TracingError('INVALID_PARAMETER_VALUE', message, { cause });
  }
}
