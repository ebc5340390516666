import { signal } from '@preact/signals';

const query = window.matchMedia('(max-width: 760px)');

/** Whether there is too little room for a table: rows become cards. */
export const narrow = signal(query.matches);

query.addEventListener('change', () => {
  narrow.value = query.matches;
});
