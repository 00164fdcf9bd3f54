import { closeSync, openSync } from 'node:fs';
import { expect, it } from 'vitest';
import { joinStarter } from './joinStarter.js';
import { STARTER } from './starterLink.js';

it('is supervised by nobody where only the variable has come through a launcher', () => {
  const descriptor = openSync(import.meta.filename, 'r');
  process.env[STARTER] = String(descriptor);
  expect(joinStarter('bcos-test')).toBe(false);
  expect(process.env[STARTER]).toBeUndefined();
  closeSync(descriptor);
  process.env[STARTER] = String(descriptor);
  expect(joinStarter('bcos-test')).toBe(false);
});
