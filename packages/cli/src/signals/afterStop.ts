/** What the commands do when they are run again that keep something of what they have done, by name. */
const goingOn: Readonly<Record<string, string>> = {
  'bcos-train': 'the same command continues from the last saved state',
  'bcos-attack': 'the same command continues with the images that are not done',
};

/** What the user can do after a command was stopped, in words. */
export function afterStop(command: string): string {
  return goingOn[command] ?? 'the same command starts again';
}
