import { LARGEST_SEVERITY, UsageFault } from '@bcos-bench/vocabulary';

/** Severities as they are written, such as `1,3,5`. @throws UsageFault where there is none, one twice, or another word */
export function parseSeverities(given: string | undefined): number[] {
  const words = (given ?? '').split(',').map((word) => word.trim());
  const severities = words.map(Number);
  const isSound =
    words.every((word) => /^\d$/.test(word)) && severities.every((severity) => severity <= LARGEST_SEVERITY);
  if (isSound && new Set(severities).size === severities.length) return severities;
  const what = given === undefined ? 'is missing' : `'${given}' are not severities`;
  const remedy = `write numbers from 1 to ${LARGEST_SEVERITY}, each once, such as 3 or 1,3,5; 0 is the image as it is`;
  throw new UsageFault({ what, where: '--severity', remedy });
}
