import { runStage } from '@bcos-bench/stage';
import { attackStage } from './attackStage.js';

await runStage(attackStage);
