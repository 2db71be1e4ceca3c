// Runs a Node.js handler for the events of the runtime API: runtime.js HANDLER [INITIALIZER].
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const { pathToFileURL } = require('url');

const API = '/v1/runtime/invocation/';
const env = process.env;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
// What ends a process or a connection is not left to the function to replace.
const exit = process.exit.bind(process);

// The context as documented. What needs an agency, a workflow or a trigger is empty here.
class Context {
  constructor(headers) {
    const timeout = Number(headers['x-cff-timeout-millis'] || Number(env.RUNTIME_TIMEOUT) * 1000);
    const started = process.hrtime.bigint();
    const id = headers['x-cff-request-id'] || '';
    const line = level => (...values) => console.log(new Date().toISOString(), id, level, ...values);
    const logger = { debug: line('DEBUG'), info: line('INFO'), log: line('INFO'), warn: line('WARN'),
      error: line('ERROR'), setLevel() {} };
    this.getRequestID = () => id;
    this.getRemainingTimeInMilliSeconds = () =>
      Math.max(0, timeout - Number((process.hrtime.bigint() - started) / 1000000n));
    this.getLogger = () => logger;
  }
  getRunningTimeInSeconds() { return Number(env.RUNTIME_TIMEOUT); }
  getUserData(key) { return JSON.parse(env.RUNTIME_USERDATA)[key]; }
  getFunctionName() { return env.RUNTIME_FUNC_NAME; }
  getVersion() { return env.RUNTIME_FUNC_VERSION; }
  getPackage() { return env.RUNTIME_PACKAGE; }
  getProjectID() { return env.RUNTIME_PROJECT_ID; }
  getMemorySize() { return Number(env.RUNTIME_MEMORY); }
  getCPUNumber() { return Number(env.RUNTIME_CPU); }
}
for (const name of ['AccessKey', 'SecretKey', 'SecurityAccessKey', 'SecuritySecretKey', 'SecurityToken', 'Token',
  'Alias', 'TraceID', 'InvokeProperty', 'WorkflowID', 'WorkflowRunID', 'WorkflowStateID']) {
  Context.prototype['get' + name] = () => '';
}

function once(method, file, body, type) {
  return new Promise((resolve, reject) => {
    const [host, port] = env.RUNTIME_API_ADDR.split(':');
    const headers = body === undefined ? {} : { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) };
    const request = http.request({ host, port, path: API + file, method, headers, agent }, response => {
      const chunks = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers,
        body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

// A connection that the server has closed is opened anew.
async function call(...request) {
  try {
    return await once(...request);
  } catch {
    return once(...request);
  }
}

async function nextEvent() {
  for (;;) {
    const answer = await call('GET', 'request');
    if (answer.status === 200 && answer.headers['x-cff-request-id']) {
      return answer;
    }
    if (answer.status !== 204) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

// The function of a name such as index.handler or src/index.handler; CommonJS and ES modules.
async function load(name) {
  const dot = name.lastIndexOf('.');
  const file = name.slice(0, dot);
  const exported = name.slice(dot + 1);
  const found = [file, file.replace(/\./g, '/')]
    .flatMap(base => ['.js', '.mjs', '.cjs'].map(suffix => path.join(env.RUNTIME_CODE_ROOT, base + suffix)))
    .find(candidate => fs.existsSync(candidate));
  if (!found) {
    throw new Error(`there is no file '${file}.js' for the handler '${name}'`);
  }
  const module = await import(pathToFileURL(found));
  const loaded = module[exported] ?? module.default?.[exported];
  if (typeof loaded !== 'function') {
    throw new Error(`the file '${path.basename(found)}' has no function '${exported}'`);
  }
  return loaded;
}

function encode(result) {
  if (result === undefined || result === null) {
    return ['', 'text/plain'];
  }
  if (typeof result === 'string') {
    return [result, 'text/plain; charset=utf-8'];
  }
  if (Buffer.isBuffer(result)) {
    return [result, 'application/octet-stream'];
  }
  const json = JSON.stringify(result);
  if (json === undefined) {
    throw new TypeError(`a ${typeof result} cannot be a result`);
  }
  return [json, 'application/json'];
}

function describe(failure) {
  const isError = failure instanceof Error;
  const lines = isError ? String(failure.stack).split('\n').filter(line => !line.includes(__filename)) : [];
  return JSON.stringify({ errorType: isError ? failure.name : typeof failure,
    errorMessage: isError ? failure.message : typeof failure === 'string' ? failure : JSON.stringify(failure),
    stackTrace: lines });
}

// A handler answers by its callback, by a promise, or by what it returns.
function answerOf(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (failure, result) => failure ? reject(failure) : resolve(result);
    process.once('uncaughtException', failure => {
      reject(failure);
      broken = true;
    });
    const returned = handler(event, context, callback);
    if (returned && typeof returned.then === 'function') {
      returned.then(resolve, reject);
    } else if (handler.length < 3) {
      resolve(returned);
    }
  });
}

// Something has thrown outside of the handler's own call: nobody knows in what state it is.
let broken = false;

async function run(handler, event) {
  let answer;
  try {
    const result = await answerOf(handler, JSON.parse(event.body.toString('utf8')), new Context(event.headers));
    answer = ['response/', ...encode(result)];
  } catch (failure) {
    answer = ['error/', describe(failure), 'application/json'];
  }
  process.removeAllListeners('uncaughtException');
  const [kind, body, type] = answer;
  await call('POST', kind + event.headers['x-cff-request-id'], body, type);
  if (broken) {
    exit(1);
  }
}

async function main(handlerName, initializerName) {
  // Otherwise what is written just before an answer, or an exit, may come after it, or never.
  for (const stream of [process.stdout, process.stderr]) {
    stream._handle?.setBlocking?.(true);
  }
  let handler;
  try {
    if (Number(process.versions.node.split('.')[0]) < 18) {
      throw new Error(`Node.js 18 or newer is needed, this is ${process.versions.node}`);
    }
    handler = await load(handlerName);
    if (initializerName) {
      const initializer = await load(initializerName);
      await answerOf((event, context, callback) => initializer.length < 2
        ? Promise.resolve(initializer(context)) : initializer(context, callback), {}, new Context({}));
      process.removeAllListeners('uncaughtException');
    }
  } catch (failure) {
    // The next event is told, and a new process tries again.
    const event = await nextEvent();
    await call('POST', 'error/' + event.headers['x-cff-request-id'], describe(failure), 'application/json');
    exit(1);
  }
  for (;;) {
    await run(handler, await nextEvent());
  }
}

if (require.main === module) {
  main(process.argv[2], process.argv[3]);
}
module.exports = { Context, answerOf, describe, encode, load };
