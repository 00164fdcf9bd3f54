import type { SanityFlag } from '@bcos-bench/formats';

/** A flag that is raised at one attack, from its own summary or from what it looks like beside others. */
export type RaisedFlag = Pick<SanityFlag, 'name' | 'observed' | 'means'> & { readonly node: string };
