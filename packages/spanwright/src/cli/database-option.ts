import { Option } from 'commander';

/** The option that names the database, alike in every command. */
export function databaseOption(): Option {
  return new Option('--db <path>', 'database file (default: MLFLOW_TRACKING_URI, else ./spanwright.db)');
}
