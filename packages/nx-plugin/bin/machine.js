#!/usr/bin/env node
import '../dist/command/machineCommand.js';
