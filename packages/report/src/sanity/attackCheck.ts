import type { SanityFlag } from '@bcos-bench/formats';

/** A check of one attack, by itself or beside others, with whether its flag is raised. */
export type AttackCheck = SanityFlag & { readonly node: string };
