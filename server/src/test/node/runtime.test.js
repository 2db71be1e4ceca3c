// Tests of the script that runs Node.js handlers: node --test server/src/test/node.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test, after } = require('node:test');

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'runtime-test-'));
after(() => fs.rmSync(directory, { recursive: true }));
Object.assign(process.env, { RUNTIME_CODE_ROOT: directory, RUNTIME_TIMEOUT: '3', RUNTIME_USERDATA: '{"key":"value"}',
  RUNTIME_FUNC_NAME: 'fn', RUNTIME_FUNC_VERSION: 'latest', RUNTIME_PACKAGE: 'default', RUNTIME_PROJECT_ID: 'p',
  RUNTIME_MEMORY: '256', RUNTIME_CPU: '200' });
const { Context, answerOf, describe, encode, load } = require('../../main/resources/runtime/runtime.js');

function write(name, text) {
  const file = path.join(directory, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

test('handlers are found in CommonJS and ES modules', async () => {
  write('one.js', 'exports.handler = () => 1');
  write('two.mjs', 'export const handler = () => 2');
  write('three.cjs', 'module.exports = { handler: () => 3 }');
  write('src/four.js', 'exports.handler = () => 4');
  write('esm/package.json', '{"type": "module"}');
  write('esm/five.js', 'export default { handler: () => 5 }');
  const names = ['one.handler', 'two.handler', 'three.handler', 'src/four.handler', 'esm/five.handler'];
  assert.deepStrictEqual(await Promise.all(names.map(async name => (await load(name))())), [1, 2, 3, 4, 5]);
});

test('what is missing is named', async () => {
  write('six.js', 'exports.handler = 6');
  await assert.rejects(load('none.handler'), { message: "there is no file 'none.js' for the handler 'none.handler'" });
  await assert.rejects(load('six.handler'), { message: "the file 'six.js' has no function 'handler'" });
});

test('a handler answers by its callback, by a promise, or by what it returns', async () => {
  const later = (event, context, callback) => setImmediate(callback, null, 'called');
  assert.strictEqual(await answerOf(later, {}), 'called');
  assert.strictEqual(await answerOf(async () => 'promised', {}), 'promised');
  assert.strictEqual(await answerOf(() => 'returned', {}), 'returned');
  const failing = (event, context, callback) => callback(new Error('called'));
  await assert.rejects(answerOf(failing, {}), { message: 'called' });
  await assert.rejects(answerOf(async () => { throw new Error('promised'); }, {}), { message: 'promised' });
  await assert.rejects(answerOf(() => { throw new Error('thrown'); }, {}), { message: 'thrown' });
});

test('results of every kind', () => {
  const bodies = [undefined, null, 'ü', '', { a: 'ü' }, [1, null], true, 1.5].map(result => encode(result)[0]);
  assert.deepStrictEqual(bodies, ['', '', 'ü', '', '{"a":"ü"}', '[1,null]', 'true', '1.5']);
  assert.deepStrictEqual(encode(Buffer.from([255]))[0], Buffer.from([255]));
  assert.throws(() => encode(10n), TypeError);
  assert.throws(() => encode(() => 1), { message: 'a function cannot be a result' });
});

test('a failure has its type, message and frames', () => {
  const report = JSON.parse(describe(new RangeError('ü')));
  assert.deepStrictEqual([report.errorType, report.errorMessage], ['RangeError', 'ü']);
  assert.ok(report.stackTrace.join('\n').includes('runtime.test.js'));
  assert.deepStrictEqual(JSON.parse(describe('text')), { errorType: 'string', errorMessage: 'text', stackTrace: [] });
  assert.strictEqual(JSON.parse(describe({ code: 1 })).errorMessage, '{"code":1}');
});

test('the context answers as documented', () => {
  const context = new Context({ 'x-cff-request-id': 'id', 'x-cff-timeout-millis': '500' });
  assert.strictEqual(context.getRequestID(), 'id');
  assert.ok(context.getRemainingTimeInMilliSeconds() <= 500);
  assert.deepStrictEqual([context.getUserData('key'), context.getUserData('other')], ['value', undefined]);
  assert.deepStrictEqual([context.getRunningTimeInSeconds(), context.getFunctionName(), context.getVersion(),
    context.getPackage(), context.getProjectID(), context.getMemorySize(), context.getCPUNumber()],
  [3, 'fn', 'latest', 'default', 'p', 256, 200]);
  assert.deepStrictEqual([context.getToken(), context.getAlias(), context.getSecurityAccessKey(),
    context.getWorkflowID()], ['', '', '', '']);
});
