import { type TraceQuery, viewerAddress } from '../api/viewer.ts';

const FORMATS = [
  ['jsonl', 'JSON lines, one trace each'],
  ['otlp', 'OTLP JSON'],
  ['csv', 'CSV, one line each'],
] as const;

/** The entries of a menu that save the traces of a search, one for each format. */
export function ExportLinks(props: {
  readonly query: Omit<TraceQuery, 'page' | 'limit'>;
  readonly onSelect: () => void;
}) {
  return (
    <>
      {FORMATS.map(([format, title]) => (
        <a
          key={format}
          role="menuitem"
          class="menu-item"
          href={viewerAddress.listExport(props.query, format)}
          download
          onClick={props.onSelect}
        >
          {title}
        </a>
      ))}
    </>
  );
}
