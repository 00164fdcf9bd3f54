/** What a clock needs to know of a stage: how many of how many units are done, and of which kind. */
interface Counted {
  readonly done: number;
  readonly total: number;
  readonly unit: string;
}

/**
 * A clock that says how long is left, such as `2m05s left`: at the rate since it was first asked, so that what an earlier run did
 * does not count as fast. Empty where that is not known yet, and where nothing is left; it begins anew with another unit.
 */
export function remainingTime(): (counted: Counted) => string {
  let first: { at: number; done: number; unit: string } | null = null;
  return ({ done, total, unit }) => {
    const now = performance.now();
    if (first?.unit !== unit || done < first.done) first = { at: now, done, unit };
    const progress = done - first.done;
    if (progress <= 0 || now <= first.at || done >= total) return '';
    return `${duration(((now - first.at) / progress) * (total - done))} left`;
  };
}

function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = (count: number): string => String(count).padStart(2, '0');
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${two(seconds % 60)}s`;
  return `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}
