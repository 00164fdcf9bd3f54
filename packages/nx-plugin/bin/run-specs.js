#!/usr/bin/env node
import '../dist/command/runSpecsCommand.js';
