import { runStage } from '@bcos-bench/stage';
import { explainStage } from './stage.js';

await runStage(explainStage);
