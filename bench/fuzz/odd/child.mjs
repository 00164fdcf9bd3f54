// Tries odd inputs one after the other and says a line of JSON about each; run by odd-inputs.mjs. `child.mjs sound FOLDER` makes the sound
// inputs, `child.mjs try COMMAND SOUND SCRATCH SEED BEGIN END` tries.
import { join } from 'node:path';
import { attempt, clear } from './attempt.mjs';
import { makeSound } from './sound.mjs';

const [task, ...rest] = process.argv.slice(2);
if (task === 'sound') {
  await makeSound(rest[0]);
} else {
  const [command, sound, folder, seed, begin, end] = rest;
  const print = process.stdout.write.bind(process.stdout);
  print('{"ready":true}\n');
  for (let number = Number(begin); number < Number(end); number += 1) {
    const scratch = join(folder, String(number));
    const made = await attempt(command, { seed: Number(seed), number, sound, scratch });
    clear(scratch);
    print(`${JSON.stringify({ ...made, number })}\n`);
  }
  process.exit(0);
}
