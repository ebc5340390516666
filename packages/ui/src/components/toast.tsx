import { signal } from '@preact/signals';

interface Message {
  readonly text: string;
  readonly tone: 'plain' | 'bad';
}

const message = signal<Message | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something for some seconds, at the foot of the page. */
export function showToast(text: string, tone: Message['tone'] = 'plain'): void {
  clearTimeout(timer);
  message.value = { text, tone };
  timer = setTimeout(() => {
    message.value = undefined;
  }, 5000);
}

/** Where `showToast` shows; the shell has one. */
export function Toast() {
  const shown = message.value;
  return (
    <div class="toast-place" role="status" aria-live="polite">
      {shown && <p class={`toast toast-${shown.tone}`}>{shown.text}</p>}
    </div>
  );
}
