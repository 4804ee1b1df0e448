import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { openApi } from './openapi';

const document = openApi() as {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: object };
};

test('the document is valid OpenAPI 3.1, and so are all its references', async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  const referred = [...JSON.stringify(document).matchAll(/"#\/components\/(\w+)\/(\w+)"/g)];
  expect(referred.length).toBeGreaterThan(20);
  for (const [, kind = '', name = ''] of referred) {
    expect(document.components[kind as 'schemas'], `${kind}/${name}`).toHaveProperty(name);
  }
});

describe('the routes and the document', () => {
  const folder = path.join(import.meta.dirname, '../../app/api/v1');
  const routes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts' && !file.includes('[['))
    .map((file) => `/api/v1/${path.dirname(file).replaceAll('[', '{').replaceAll(']', '}')}`);

  test('know the same addresses', () => {
    expect(Object.keys(document.paths).sort()).toEqual(routes.sort());
  });
});
