import { runStage } from '@bcos-bench/stage';
import { predictStage } from './predictStage.js';

await runStage(predictStage);
