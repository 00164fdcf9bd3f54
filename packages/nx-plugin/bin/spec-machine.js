#!/usr/bin/env node
import '../dist/program/specMachineCommand.js';
