// Runs a Node.js handler for the events of the runtime API: runtime.js HANDLER [INITIALIZER].
'use strict';
const fs = require('fs');
const net = require('net');
const path = require('path');
const { pathToFileURL } = require('url');

const API = '/v1/runtime/invocation/';
const NEXT = 'X-Cff-Next-Event: true\r\n';
const env = process.env;
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

// The runtime API over one connection, which is opened anew where the server has closed it. Node.js's own HTTP client
// would take longer for the requests than all the rest of an event does.
class Api {
  // The request for an event.
  ask() {
    return Buffer.from(this.head('GET', 'request', ''));
  }

  // The request that answers an event; and asks for the next one, unless this is the last.
  answer(file, body, type, isLast) {
    const bytes = Buffer.from(body);
    const fields = `Content-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n`;
    return Buffer.concat([Buffer.from(this.head('POST', file, isLast ? fields : NEXT + fields)), bytes]);
  }

  head(method, file, fields) {
    return `${method} ${API}${file} HTTP/1.1\r\nHost: ${env.RUNTIME_API_ADDR}\r\n${fields}\r\n`;
  }

  async nextEvent(request) {
    for (;;) {
      const answer = await this.send(request);
      if (answer.status === 200 && answer.headers['x-cff-request-id']) {
        return answer;
      }
      if (answer.status !== 204) {
        await new Promise(resolve => setTimeout(resolve, 50));
      }
      request = this.ask();
    }
  }

  // Sends a request and reads its answer; on a new connection, where the server has closed the last one.
  async send(request) {
    if (this.socket) {
      try {
        return await this.exchange(request);
      } catch {
        this.socket.destroy();
      }
    }
    const [, host, port] = /^(.*):(\d+)$/.exec(env.RUNTIME_API_ADDR);
    this.socket = net.connect({ host, port, noDelay: true });
    return this.exchange(request);
  }

  exchange(request) {
    const socket = this.socket;
    let received = Buffer.alloc(0);
    return new Promise((resolve, reject) => {
      const settle = (how, value) => {
        socket.removeListener('data', onData).removeListener('error', onLoss).removeListener('close', onLoss);
        how(value);
      };
      const onLoss = failure => settle(reject, failure || new Error('the server has closed the connection'));
      const onData = chunk => {
        received = received.length ? Buffer.concat([received, chunk]) : chunk;
        const answer = parse(received);
        if (answer) {
          settle(resolve, answer);
        }
      };
      socket.on('data', onData).on('error', onLoss).on('close', onLoss);
      if (socket.destroyed) {
        onLoss();
      } else {
        socket.write(request);
      }
    });
  }
}

// An answer whose names of headers are in lower case; nothing, while it is not whole.
function parse(received) {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) {
    return undefined;
  }
  const [status, ...fields] = received.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(fields.map(field => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
  }));
  const body = received.subarray(end + 4);
  return body.length < Number(headers['content-length'] || 0)
    ? undefined
    : { status: Number(status.split(' ')[1]), headers, body };
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

// Runs the handler for an event, and answers with the next one.
async function run(api, handler, event) {
  let answer;
  try {
    const result = await answerOf(handler, JSON.parse(event.body.toString('utf8')), new Context(event.headers));
    answer = ['response/', ...encode(result)];
  } catch (failure) {
    answer = ['error/', describe(failure), 'application/json'];
  }
  process.removeAllListeners('uncaughtException');
  const [kind, body, type] = answer;
  const request = api.answer(kind + event.headers['x-cff-request-id'], body, type, broken);
  if (broken) {
    await api.send(request);
    exit(1);
  }
  return api.nextEvent(request);
}

async function main(handlerName, initializerName) {
  // Otherwise what is written just before an answer, or an exit, may come after it, or never.
  for (const stream of [process.stdout, process.stderr]) {
    stream._handle?.setBlocking?.(true);
  }
  const api = new Api();
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
    const event = await api.nextEvent(api.ask());
    const id = event.headers['x-cff-request-id'];
    await api.send(api.answer('error/' + id, describe(failure), 'application/json', true));
    exit(1);
  }
  let event = await api.nextEvent(api.ask());
  for (;;) {
    event = await run(api, handler, event);
  }
}

if (require.main === module) {
  main(process.argv[2], process.argv[3]);
}
module.exports = { Context, answerOf, describe, encode, load };
