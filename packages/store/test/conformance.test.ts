import { describeStore } from './conformance/describe-store.ts';
import { sqliteUnderTest } from './support/sqlite-under-test.ts';

describeStore('a SQLite file', sqliteUnderTest);
