import { config } from 'zod';

// The page's policy allows no `eval`. zod would try it when the first schema is made, and Firefox prints that it was blocked.
config({ jitless: true });
