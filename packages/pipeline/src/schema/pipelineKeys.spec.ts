import { expect, it } from 'vitest';
import { pipelineKeys } from './pipelineKeys.js';

it('has every key of a pipeline with what it is', () => {
  const { properties = {}, required } = pipelineKeys();
  expect(required).toEqual(['data', 'networks', 'attacks']);
  for (const [key, { description }] of Object.entries(properties)) expect(description, key).toMatch(/^[a-z]/);
  const grid = properties['attacks']?.items?.properties ?? {};
  expect(grid['attack']?.enum).toContain('autoattack');
  expect(grid['norm']?.enum).toContain('linf');
  expect(properties['report']?.properties?.['figures']?.items?.oneOf?.length).toBeGreaterThan(7);
});
