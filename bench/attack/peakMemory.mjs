// Loaded before a command (node --import), it writes the command's peak memory in MB into the file that PEAK_MEMORY_FILE names.
import { writeFileSync } from 'node:fs';
import process from 'node:process';

process.on('exit', () => {
  const file = process.env['PEAK_MEMORY_FILE'];
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS / 1024));
});
