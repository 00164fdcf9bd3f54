import { afterEach, beforeEach, vi } from 'vitest';

/** What a test has written to stdout and to stderr. */
export interface KeptOutput {
  readonly said: () => string;
  readonly errors: () => string;
}

/** Keeps what each test of a file writes from the terminal, and clears its exit code away. */
export function keptOutput(): KeptOutput {
  let [said, errors] = ['', ''];
  beforeEach(() => {
    [said, errors] = ['', ''];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => (said += String(text)) !== '');
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => (errors += String(text)) !== '');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });
  return { said: () => said, errors: () => errors };
}
