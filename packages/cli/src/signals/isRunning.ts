/** Whether there is a process of that number. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process is there and may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
