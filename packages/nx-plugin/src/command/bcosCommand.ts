import { hideBin } from 'yargs/helpers';
import { reportingFaults } from '@bcos-bench/vocabulary/fault';
import { parseAnswered, strictParser } from '@bcos-bench/vocabulary/parsedWords';
import { workspaceOf } from '../workspaceAround.js';
import { bcosParser, COMPLETE, COMPLETION, requireCommand } from './bcosParser.js';
import { becomeProgram, commandProgram } from './stageCommands.js';

const words = hideBin(process.argv);
const program = commandProgram(words[0], workspaceOf());
const completed = words[0] === COMPLETE ? commandProgram(words[2], workspaceOf()) : null;
if (program !== null) await becomeProgram(program, words.slice(1));
// The stage knows its flags. A shell's words begin with the command that it completes.
else if (completed !== null) await becomeProgram(completed, [COMPLETE, ...words.slice(2)]);
else await reportingFaults('bcos', runOwn);

async function runOwn(): Promise<void> {
  requireCommand(words[0]);
  if (words[0] === COMPLETION && words.length === 1) {
    bcosParser().showCompletionScript();
    return;
  }
  const asked = words.length === 0 ? ['--help'] : words;
  const { answered } = await parseAnswered(strictParser(bcosParser(), 'bcos', asked), asked);
  if (answered !== '') process.stdout.write(`${answered}\n`);
}
