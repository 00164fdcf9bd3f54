#!/usr/bin/env node
import '../dist/program/command.js';
