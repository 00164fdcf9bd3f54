#!/bin/sh
# Installs the packages of this clone under /opt/bcos, with the engine: the steps of the Dockerfile and of the recipe for Apptainer. They need
# Node 20.19 or later, Python 3 with pip, and g++; what they make needs Node alone.
set -eu
cd "$(dirname "$0")/.."
npm ci
node release/packPackages.mjs /tmp/bcos-packages
mkdir -p /opt/bcos
node release/installPackages.mjs /tmp/bcos-packages /opt/bcos
rm -r /tmp/bcos-packages
# A workspace anywhere finds the packages: Node looks in the folders above it.
ln -s /opt/bcos/node_modules /node_modules
BCOS_CACHE_DIR=/opt/bcos/cache /opt/bcos/node_modules/.bin/bcos engine
chmod -R a+rX /opt/bcos
