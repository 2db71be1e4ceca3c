// What a TypeScript program does with the generated client: it invokes, meets 404 and 429, and lists; and it reads
// answers of a later version of the contract.
import { Configuration, InvocationsApi, ResponseError } from './client';
import { readme } from './readme';

declare const process: { env: Record<string, string | undefined>; exitCode: number };

const projectId = '7aad83af3e8d42e99ac194e8419e2c9b';
const api = new InvocationsApi(new Configuration({ basePath: process.env.BASE_URI }));

function expect(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) {
    throw new Error(`${what}: expected ${expected}, got ${actual}`);
  }
  console.log(`${what}: ${actual}`);
}

async function refused(functionUrn: string): Promise<Response> {
  try {
    await api.asyncInvokeFunction({ projectId, functionUrn });
  } catch (error) {
    if (error instanceof ResponseError) {
      return error.response;
    }
    throw error;
  }
  throw new Error(`${functionUrn} was accepted`);
}

function answering(body: object): InvocationsApi {
  return new InvocationsApi(new Configuration({ fetchApi: async () => Response.json(body) }));
}

async function check(): Promise<void> {
  const accepted = await api.asyncInvokeFunctionRaw({ projectId, functionUrn: 'test', event: { key: 'value' } });
  const { requestId } = await accepted.value();
  expect('test', accepted.raw.status, 202);

  const send = globalThis.fetch;
  let sent = new Headers();
  globalThis.fetch = (url, init) => {
    sent = new Headers(init?.headers);
    return send(url, init);
  };
  const another = await readme(process.env.BASE_URI!, projectId, 'token');
  globalThis.fetch = send;
  expect('client/README.md', another.length, requestId.length);
  expect('X-Auth-Token', sent.get('X-Auth-Token'), 'token');
  expect('Authorization', sent.get('Authorization'), null);

  expect('absent', (await refused('absent')).status, 404);
  expect('disabled', (await refused('disabled')).status, 429);

  const page = await api.listAsyncInvocations({ projectId, functionUrn: 'test', requestId });
  expect('listed', page.invocations.map((invocation) => invocation.requestId).join(), requestId);

  const later = await answering({ invocations: [{ status: 'PAUSED', added: 1 }], added: 2 })
    .listAsyncInvocations({ projectId, functionUrn: 'test' });
  expect('a later version', later.invocations.map((invocation) => invocation.status).join(), 'PAUSED');
}

check().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
