import { readFileSync } from 'node:fs';

/** A family of vector instructions. The kernels of each add up in another order. */
export type VectorFamily = 'avx512' | 'avx2' | 'avx' | 'plain';

/** The widest family that oneDNN tells apart for float32, by the flags of Linux's `/proc/cpuinfo`. */
export function vectorFamily(flags: ReadonlySet<string>): VectorFamily {
  const families: readonly { readonly name: VectorFamily; readonly needs: readonly string[] }[] = [
    { name: 'avx512', needs: ['avx512f', 'avx512bw', 'avx512dq', 'avx512vl'] },
    { name: 'avx2', needs: ['avx2', 'fma'] },
    { name: 'avx', needs: ['avx'] },
  ];
  return families.find(({ needs }) => needs.every((flag) => flags.has(flag)))?.name ?? 'plain';
}

/** What this processor can do, by the names of Linux's `/proc/cpuinfo`; empty on a system that has none. */
export function processorFlags(): Set<string> {
  try {
    const line = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'));
    return new Set(line?.[1]?.trim().split(/\s+/));
  } catch {
    return new Set();
  }
}
