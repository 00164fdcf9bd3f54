#!/usr/bin/env node
import { runCommand } from '../dist/native/command.js';

await runCommand();
