import type { ComponentChildren } from 'preact';

/** A column of a `DataTable`. */
export interface DataColumn<T> {
  readonly title: string;
  readonly cell: (row: T) => ComponentChildren;
  readonly numeric?: boolean;
}

/** What a `DataTable` shows. */
export interface DataTableProps<T> {
  readonly columns: readonly DataColumn<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  /** What it is a table of. */
  readonly label: string;
}

/** A plain table of some rows; it scrolls sideways where there is no room. */
export function DataTable<T>({ columns, rows, rowKey, label }: DataTableProps<T>) {
  return (
    <div class="data-table-box" tabIndex={0} role="region" aria-label={label}>
      <table class="data-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ title, numeric }) => (
              <th key={title} scope="col" class={numeric ? 'is-numeric' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ title, cell, numeric }) => (
                <td key={title} class={numeric ? 'is-numeric number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
