import { Option } from 'commander';

/** The option that names the database, alike in every command. */
export function databaseOption(): Option {
  return new Option('--db <path>', 'database file (default: MLFLOW_TRACKING_URI, else ./spanwright.db)');
}

/** The same for the commands that serve it, from PostgreSQL too. */
export function servedDatabaseOption(): Option {
  return new Option('--db <database>', 'file or postgresql://… (default: MLFLOW_TRACKING_URI, else ./spanwright.db)');
}
