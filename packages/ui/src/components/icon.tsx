/** Drawn on 16 by 16, strokes only. */
const PATHS = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  chevronDown: 'M4 6l4 4 4-4',
  chevronLeft: 'M10 4L6 8l4 4',
  chevronRight: 'M6 4l4 4-4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  compare: 'M3 3h4v10H3zM9 3h4v10H9z',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7',
  clock: 'M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM8 5v3.2l2 1.3',
  download: 'M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13h10',
  edit: 'M3 13l.7-3L10.9 2.8l2.3 2.3L6 12.3zM9.3 4.4l2.3 2.3',
  error: 'M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM8 5.2v3.4M8 10.6v.2',
  expand: 'M4 9.5V12h2.5M12 6.5V4H9.5M4 12l3-3M12 4L9 7',
  filter: 'M2.5 3.5h11l-4.2 5v4l-2.6-1.4V8.5z',
  help: 'M6 6a2 2 0 113 1.7c-.6.4-1 .8-1 1.6M8 11.4v.2M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8z',
  link: 'M6.5 9.5l3-3M7 5l1.5-1.5a2.5 2.5 0 013.5 3.5L10.5 8.5M9 11l-1.5 1.5A2.5 2.5 0 014 9l1.5-1.5',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  more: 'M3 8h.7M7.7 8h.7M12.4 8h.7',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5l7 4.5-7 4.5z',
  plus: 'M8 3v10M3 8h10',
  refresh: 'M13 8a5 5 0 11-1.6-3.7M13 2.5v3h-3',
  search: 'M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.3 10.3l3.2 3.2',
  settings: 'M2.5 4.5h6M11.5 4.5h2M10 3v3M2.5 11.5h2M7.5 11.5h6M6 10v3',
  sortDown: 'M8 3v10M4.5 9.5L8 13l3.5-3.5',
  sortUp: 'M8 13V3M4.5 6.5L8 3l3.5 3.5',
  star: 'M8 2.5l1.7 3.5 3.8.5-2.8 2.7.7 3.8L8 11.2 4.6 13l.7-3.8L2.5 6.5 6.3 6z',
  tag: 'M2.5 2.5h5l6 6-5 5-6-6zM5.2 5.2h.1',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9',
} as const;

/** The icons that there are. */
export type IconName = keyof typeof PATHS;

/** An icon in the colour of the text; screen readers do not see it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
