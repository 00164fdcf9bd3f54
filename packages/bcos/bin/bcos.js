#!/usr/bin/env node
import '@bcos-bench/nx-plugin/bcos';
