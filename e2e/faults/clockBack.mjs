// To be preloaded: the clock of the machine is set back by an hour, again and again.
const now = Date.now.bind(Date);
let looks = 0;
Date.now = () => now() - 3_600_000 * (looks++ % 7);
