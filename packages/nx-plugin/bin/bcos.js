#!/usr/bin/env node
import '../dist/command/bcosCommand.js';
