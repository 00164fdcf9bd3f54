// Under this name a workspace finds the plugin wherever its package manager has put it.
export * from '@bcos-bench/nx-plugin';
