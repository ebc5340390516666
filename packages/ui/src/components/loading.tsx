/** Stands where something is on its way; it can be seen only after a moment. */
export function Loading({ label = 'Loading' }: { readonly label?: string }) {
  return (
    <p class="loading" role="status">
      <span class="loading-mark" aria-hidden="true" />
      {label}…
    </p>
  );
}
