#!/usr/bin/env node
import '../dist/program/runSpecsCommand.js';
