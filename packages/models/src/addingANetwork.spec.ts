import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sourceOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const blocks = [...sourceOf('../../../docs/adding-a-network.md').matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);

describe('docs/adding-a-network.md', () => {
  it('shows a file of networks/ as it is', () => {
    expect(blocks[0]).toBe(sourceOf('networks/cifarResnet.ts'));
  });

  it('shows rows of the registry as they are', () => {
    expect(blocks).toHaveLength(3);
    blocks.slice(1).forEach((row) => expect(sourceOf('registry.ts')).toContain(row));
  });
});
