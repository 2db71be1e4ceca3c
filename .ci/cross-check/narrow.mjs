// Writes a copy of the contract for Specmatic, which cannot know what a server has: `node narrow.mjs FROM TO`.
import { readFileSync, writeFileSync } from 'node:fs';
import yaml from 'js-yaml';

const [from, to] = process.argv.slice(2);
const project = '7aad83af3e8d42e99ac194e8419e2c9b';
const contract = yaml.load(readFileSync(from, 'utf8'));

// It makes up names that fit the patterns, and no server has functions of these names.
const only = (parameter, value) => {
  contract.components.parameters[parameter].schema = { type: 'string', enum: [value] };
};
only('ProjectId', project);
only('FunctionUrn', `urn:fss:xxxxxxxxxxx:${project}:function:default:test:latest`);

// It makes up times that fit the pattern on days that no calendar has; and with six parameters there are 9,592
// combinations.
const listing = contract.paths['/v2/{project_id}/fgs/functions/{function_urn}/async-invocations'].get;
listing.parameters = listing.parameters.filter(
  ({ name }) => !['query_begin_time', 'query_end_time', 'marker'].includes(name));

writeFileSync(to, yaml.dump(contract));
