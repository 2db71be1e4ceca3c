// The service's own client for Node.js invokes, meets every refusal, lists, and cancels, over signed requests.
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';

const require = createRequire(import.meta.url);
const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core');
const sdk = require('@huaweicloud/huaweicloud-sdk-functiongraph/v2/public-api');
const { ACCESS_KEY, SECRET_KEY, OTHER_ACCESS_KEY, OTHER_SECRET_KEY, BASE_URI } = process.env;
const projectId = '7aad83af3e8d42e99ac194e8419e2c9b';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function client(accessKey, secretKey) {
  const credentials = new BasicCredentials().withAk(accessKey).withSk(secretKey).withProjectId(projectId);
  return sdk.FunctionGraphClient.newBuilder().withCredential(credentials).withEndpoint(BASE_URI).build();
}

const urn = (name, version = 'latest') => `urn:fss:xxxxxxxxxxx:${projectId}:function:default:${name}:${version}`;

const invoke = (on, functionUrn, event) =>
  on.asyncInvokeFunction(new sdk.AsyncInvokeFunctionRequest(functionUrn).withBody(event));

const list = (on, requestId) =>
  on.listAsyncInvocations(new sdk.ListAsyncInvocationsRequest(urn('test')).withRequestId(requestId));

const cancel = (on, requestId) =>
  on.cancelAsyncInvocation(new sdk.CancelAsyncInvocationRequest(urn('test'))
    .withBody(new sdk.CancelAsyncInvocationRequestBody().withRequestId(requestId).withType('force')));

async function refused(what, call, status, message) {
  await assert.rejects(call, (error) => {
    assert.equal(error.httpStatusCode, status, what);
    assert.equal(error.errorCode, `FSS.0${status}`, what);
    assert.match(error.errorMsg, message, what);
    assert.match(error.requestId, uuid, what);
    return true;
  });
  console.log(`ok ${what}: ${status}`);
}

const own = client(ACCESS_KEY, SECRET_KEY);
const accepted = await invoke(own, urn('test'), { city: '北京', order: '4711' });
assert.equal(accepted.httpStatusCode, 202);
assert.match(accepted.request_id, uuid);
console.log('ok invoke: 202');
assert.equal((await invoke(own, urn('test', '!live'), {})).httpStatusCode, 202);
console.log('ok an alias: 202');

const page = await list(own, accepted.request_id);
assert.deepEqual(page.invocations.map((record) => record.request_id), [accepted.request_id]);
console.log('ok list');
assert.equal((await cancel(own, accepted.request_id)).httpStatusCode, 200);
console.log('ok cancel');

await refused('an alias that is not there', invoke(own, urn('test', '!prod'), {}), 404, /^function 'test' not exist$/);
await refused('a disabled function', invoke(own, urn('disabled'), {}), 429, /^Function Disabled$/);
const nested = invoke(own, urn('test'), { order: { number: 1, none: null } });
if (process.env.FUNCTIONGRAPH_ANY_JSON_EVENTS === 'true') {
  assert.equal((await nested).httpStatusCode, 202);
  console.log('ok a nested event: 202');
} else {
  await refused('a nested event', nested, 400, /"order" must be a string/);
}
await refused('a large event', invoke(own, urn('test'), { a: 'x'.repeat(262144) }), 413, /larger than 262144 bytes/);
await refused('an unknown id', cancel(own, 'e834cb5b-1b2b-4c6b-b41c-8bd10fd41826'), 400, /^Invalid RequestId$/);
const mismatch = /^the signature does not match, or the access key is not valid$/;
await refused('a wrong secret key', list(client(ACCESS_KEY, OTHER_SECRET_KEY)), 401, mismatch);
await refused('an unknown access key', list(client('UNKNOWNUNKNOWN000001', SECRET_KEY)), 401, mismatch);
const other = client(OTHER_ACCESS_KEY, OTHER_SECRET_KEY);
await refused('a key of another project', list(other), 403, /^the credentials belong to another project$/);
