// SPDX-License-Identifier: Apache-2.0
// An MQTT 3.1.1 broker on a port of 127.0.0.1, which takes $share/group/filter as an ordinary filter.
'use strict';

const { createRequire } = require('node:module');
const { createServer } = require('node:net');
const { pathToFileURL } = require('node:url');

const [port, packages] = process.argv.slice(2);

async function main() {
  const resolved = createRequire(`${packages}/`).resolve('aedes');
  const { Aedes } = await import(pathToFileURL(resolved));
  const broker = await Aedes.createBroker();
  createServer(broker.handle).listen(Number(port), '127.0.0.1');
}

main();
