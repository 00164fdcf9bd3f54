#!/usr/bin/env node
import '../dist/command/specMachineCommand.js';
