import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageProgram } from '../code/program.js';

/** The stages that `bcos NAME` starts, in the order of the data, with what each does. Each is also the command `bcos-NAME`. */
export const stageCommands: ReadonlyMap<string, string> = new Map([
  ['data', 'Makes a data set of images: drawn shapes, CIFAR-10, arrays, folders.'],
  ['train', 'Trains a network, ordinary or B-cos, also adversarially.'],
  ['import', 'Makes a checkpoint of the weights in a file.'],
  ['export', 'Writes a checkpoint as a file for PyTorch.'],
  ['predict', 'Predicts the class of every image and prints the accuracy.'],
  ['attack', 'Attacks a network: PGD, AutoAttack and others; bcos attack audit looks for masked gradients.'],
  ['explain', 'Explains images of a network, before and after an attack.'],
  ['measure', 'Measures how good the explanations of a network are, by each method.'],
  ['report', 'Makes the page of a pipeline; bcos report diff compares two.'],
]);

/** The program of a stage's command, as the workspace at `root` has it; null where the word names none. */
export function commandProgram(word: string | undefined, root: string): string | null {
  if (word === undefined || !stageCommands.has(word)) return null;
  return join(root, packageProgram(word, root));
}

/**
 * Runs a program in this process as if it had been called by its own name: its signals and its exit code are its own.
 * @param words those after the command's name
 */
export async function becomeProgram(program: string, words: readonly string[]): Promise<void> {
  process.argv = [process.execPath, program, ...words];
  await import(pathToFileURL(program).href);
}
