// A few tries of what `npm run test:faults` tries by the hundred.
import './crash.faults.js';
import './signals.faults.js';
import './surroundings.faults.js';
import './together.faults.js';
