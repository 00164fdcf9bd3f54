import { UsageFault } from './fault.js';

/**
 * Refuses flags that have no place beside others.
 * @param flags by name, such as `--arch`; undefined where one is not given
 * @throws UsageFault that names the first that is given
 */
export function refuseGiven(
  flags: Readonly<Record<string, unknown>>,
  about: { readonly what: string; readonly remedy: string },
): void {
  const [flag] = Object.entries(flags).find(([, value]) => value !== undefined) ?? [];
  if (flag !== undefined) throw new UsageFault({ ...about, where: flag });
}
