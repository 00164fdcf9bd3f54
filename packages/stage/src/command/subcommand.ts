/** Does one thing besides the stage of a command. It imports what it needs when it is called, so that others need not wait for it. */
export type Subcommand = (argv: readonly string[]) => Promise<void>;

/**
 * Runs a command: the subcommand that the first word names, with the words after it, or else the stage.
 * @param argv the words after the program's name
 */
export async function runCommandLine(
  subcommands: Readonly<Record<string, Subcommand>>,
  stage: () => Promise<void>,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const [first = '', ...rest] = argv;
  const subcommand = Object.hasOwn(subcommands, first) ? subcommands[first] : undefined;
  await (subcommand === undefined ? stage() : subcommand(rest));
}
