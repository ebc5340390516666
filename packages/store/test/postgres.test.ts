import { describe, expect, it } from '@jest/globals';
import { openPostgresStore } from '../src/postgres/index.ts';

describe('openPostgresStore', () => {
  it('says what to install where pg is missing, by every call', async () => {
    const store = openPostgresStore({ connectionString: 'postgresql://localhost/x' });
    const error = { code: 'STORE_UNAVAILABLE', message: expect.stringContaining('npm install pg') };
    await expect(store.listTraces()).rejects.toMatchObject(error);
    await expect(store.append([])).resolves.toBeUndefined();
    await store.close();
  });

  it.each([[{}], [{ connectionString: 'x', schema: 'Robert"; DROP' }]])('refuses %j', (options) => {
    expect(() => openPostgresStore(options)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER_VALUE' }));
  });
});
