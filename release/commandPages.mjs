// `node release/commandPages.mjs`: what each command says with `--help`, in docs/commands.md; `--check` only compares.
import { ensureBuilt } from '../packages/nx-plugin/freshBuild.mjs';
import { root, writePart } from './writtenPart.mjs';

/** The commands that are stages, each with the module that has it. */
const STAGES = {
  data: ['data/dist/dataStage.js', 'dataStage'],
  train: ['train/dist/trainStage.js', 'trainStage'],
  import: ['import/dist/importStage.js', 'importStage'],
  'import defend': ['import/dist/defendStage.js', 'defendStage'],
  export: ['export/dist/exportStage.js', 'exportStage'],
  predict: ['predict/dist/predictStage.js', 'predictStage'],
  'predict check': ['predict/dist/check/checkStage.js', 'checkStage'],
  attack: ['attack/dist/stage/attackStage.js', 'attackStage'],
  'attack audit': ['attack/dist/audit/auditStage.js', 'auditStage'],
  explain: ['explain/dist/stage.js', 'explainStage'],
  measure: ['measure/dist/measureStage.js', 'measureStage'],
  'measure detect': ['measure/dist/detection/detectStage.js', 'detectStage'],
  report: ['report/dist/reportStage.js', 'reportStage'],
};

await ensureBuilt(root);
const { HELP_COLUMNS, parseAnswered, strictParser } = await import('@bcos-bench/vocabulary');
const sections = [...(await bcosSections()), ...(await stageSections())];
for (const section of sections) requireUsable(section);
writePart('commands.md', sections.join('\n\n'));

async function bcosSections() {
  const { bcosParser } = await import('../packages/nx-plugin/dist/command/bcosParser.js');
  const { ownCommands } = await import('../packages/nx-plugin/dist/command/ownCommands.js');
  /** @type {string[]} */
  const made = [];
  for (const words of [[], ...Object.keys(ownCommands).map((name) => [name])]) {
    const asked = [...words, '--help'];
    const { answered } = await parseAnswered(strictParser(bcosParser(), 'bcos', asked), asked);
    made.push(sectionOf(words.join(' '), answered));
  }
  return made;
}

async function stageSections() {
  const { stageExitCode } = await import('../packages/cli/dist/command/stageCommand.js');
  /** @type {string[]} */
  const made = [];
  for (const [name, [module, stage]] of Object.entries(STAGES)) {
    const { [String(stage)]: found } = await import(`../packages/${module}`);
    /** @param {string} text */
    const say = (text) => made.push(sectionOf(name, text));
    await stageExitCode(found, ['--help'], { say, complain: say });
  }
  return made;
}

/**
 * @param {string} name
 * @param {string} text
 */
function sectionOf(name, text) {
  return `## ${`bcos ${name}`.trim()}\n\n\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}

/** @param {string} section */
function requireUsable(section) {
  const lines = section.split('\n');
  const long = lines.find((line) => line.length > HELP_COLUMNS);
  if (long !== undefined) throw new Error(`${lines[0]}: a line is longer than ${HELP_COLUMNS} columns: ${long}`);
  if (!lines.includes('Examples:')) throw new Error(`${lines[0]}: has no example`);
}
