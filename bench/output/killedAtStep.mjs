// To be preloaded: kills the process (SIGKILL) after a number of the calls that change the file system, counted from the moment at
// which its result is complete. With TWO_RENAMES the system has no exchange of folders.
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import process from 'node:process';

const { KILL_AFTER, COMPLETE_WITH, TWO_RENAMES, KOFFI_OF } = process.env;
let left = Number(KILL_AFTER);
let counting = false;

const step = () => {
  if (counting && left-- === 0) process.kill(process.pid, 'SIGKILL');
};
const counted =
  (call) =>
  (...words) => {
    step();
    const result = call(...words);
    if (typeof words[0] === 'string' && basename(words[0]) === COMPLETE_WITH && words[0].includes('partial'))
      counting = true;
    return result;
  };
for (const name of ['renameSync', 'rmSync', 'rmdirSync', 'mkdirSync', 'writeFileSync']) fs[name] = counted(fs[name]);
syncBuiltinESMExports();

if (KOFFI_OF !== undefined) {
  const koffi = createRequire(KOFFI_OF)('koffi');
  const load = koffi.load.bind(koffi);
  koffi.load = (name) => {
    const library = load(name);
    const func = (declared) => {
      if (!/rename/.test(declared)) return library.func(declared);
      if (TWO_RENAMES !== undefined) throw new Error('no exchange');
      return counted(library.func(declared));
    };
    return { func };
  };
}
