import { runStage } from '@bcos-bench/stage';
import { trainStage } from './trainStage.js';

await runStage(trainStage);
