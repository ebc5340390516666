import type { Failure } from '../api/failure.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** Says what has failed and what to do about it. */
export function Problem({ failure, onRetry }: { readonly failure: Failure; readonly onRetry?: () => void }) {
  return (
    <div class="problem" role="alert">
      <Icon name="error" />
      <div class="problem-text">
        <strong>{failure.message}</strong>
        <p>{failure.advice}</p>
      </div>
      {onRetry && (
        <Button icon="refresh" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
