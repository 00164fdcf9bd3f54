import { expect, it } from 'vitest';
import { taskMachine } from './taskMachine.js';

it('is the kind of machine and the threads of a task', () => {
  expect(taskMachine({ BCOS_MACHINE: 'linux-x64-avx2-cpu' })).toBe('linux-x64-avx2-cpu, threads 1');
  expect(taskMachine({ BCOS_MACHINE: 'linux-x64-avx2-cpu', BCOS_THREADS: '4' })).toBe('linux-x64-avx2-cpu, threads 4');
});

it('is the machine that asks where nothing is said', () => {
  expect(taskMachine({})).toContain(`${process.platform}-${process.arch}`);
});

it('is none where BCOS_THREADS is no number', () => {
  expect(() => taskMachine({ BCOS_THREADS: 'many' })).toThrow("'many' is not a whole number above 0");
});
