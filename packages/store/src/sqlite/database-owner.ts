import { TracingError } from '@spanwright/core/model';
import { type Database, queryOnce } from './driver.ts';
import { APPLICATION_ID, MIGRATIONS, schemaVersion } from './migrations.ts';

/**
 * Looks whose database this is, and changes nothing.
 * @returns `empty` for a file without tables, `ours` for one that this version can use.
 * @throws TracingError when it is another program's, or of a newer version.
 */
export function checkOwner(db: Database, path: string): 'empty' | 'ours' {
  // Tables first: another process may be making this database, and writes its mark together with the tables.
  const tables = tableNames(db);
  if (applicationId(db) === APPLICATION_ID) {
    const version = schemaVersion(db);
    if (version > MIGRATIONS.length) throw newerSchema(path, version);
    return version === 0 ? 'empty' : 'ours';
  }
  if (tables.has('alembic_version') && tables.has('experiments')) throw mlflowDatabase(path);
  if (tables.size > 0) throw foreignDatabase(path);
  return 'empty';
}

function applicationId(db: Database): number {
  return Number(queryOnce(db, 'PRAGMA application_id')[0]?.['application_id']);
}

function tableNames(db: Database): ReadonlySet<unknown> {
  return new Set(queryOnce(db, "SELECT name FROM sqlite_schema WHERE type = 'table'").map((row) => row['name']));
}

function newerSchema(path: string, version: number): TracingError {
  return new TracingError(
    'STORE_NEWER_SCHEMA',
    `${path} was written by a newer Spanwright (schema ${version}, this one knows ${MIGRATIONS.length}). ` +
      'Update @spanwright/store, or choose another path.',
  );
}

function mlflowDatabase(path: string): TracingError {
  return new TracingError(
    'STORE_FOREIGN',
    `${path} has the schema of MLflow's own store. Run "mlflow server --backend-store-uri sqlite:///${path}" and set ` +
      'the tracking URI to that server (http://127.0.0.1:5000), or choose another path.',
  );
}

function foreignDatabase(path: string): TracingError {
  return new TracingError(
    'STORE_FOREIGN',
    `${path} is the SQLite database of another program; it is left as it is. Choose another path.`,
  );
}
