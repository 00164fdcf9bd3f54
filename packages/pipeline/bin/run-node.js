#!/usr/bin/env node
import '../dist/command/runNodeCommand.js';
