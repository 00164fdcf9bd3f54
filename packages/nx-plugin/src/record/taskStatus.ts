/** Whether a task's files came from a cache, by the statuses of Nx which mean that they are there after the run. */
export const FROM_CACHE: ReadonlyMap<string, boolean> = new Map([
  ['success', false],
  ['local-cache', true],
  ['local-cache-kept-existing', true],
  ['remote-cache', true],
]);
