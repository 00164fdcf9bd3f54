#!/usr/bin/env node
import { isCompiled } from '../compiled.mjs';

if (await isCompiled()) await import('../dist/program/bcosCommand.js');
