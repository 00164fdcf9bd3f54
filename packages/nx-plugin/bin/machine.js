#!/usr/bin/env node
import '../dist/program/machineCommand.js';
