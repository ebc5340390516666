import { describeParts } from '../conformance/describe-store.ts';
import { describeLarge } from '../conformance/large.ts';
import { sqliteUnderTest } from '../support/sqlite-under-test.ts';

describeParts('a SQLite file', sqliteUnderTest, [describeLarge]);
