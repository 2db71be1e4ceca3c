'use strict';

// Set by the server that serves this page: the requests go to that very server, whatever its address. Where the page is
// a plain file, nothing can be tried: the server of the document lets no page of another address call it.
const server = document.currentScript.dataset.server;

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

const show = spec => {
  if (server) {
    spec.servers = [{url: new URL(server, location.href).href.replace(/\/$/, ''), description: 'This server'}];
  }
  const page = SwaggerUIBundle({
    spec,
    dom_id: '#page',
    deepLinking: true,
    displayRequestDuration: true,
    ...(server ? {} : {supportedSubmitMethods: []}),
    // Or the document would be sent to a service of others, to be checked there.
    validatorUrl: null,
    onComplete: () => {
      if (!location.hash) {
        const [operation] = Object.values(Object.values(spec.paths)[0]);
        page.layoutActions.show(['operations', operation.tags[0], operation.operationId], true);
      }
    },
  });
};

fetch('openapi.json')
  .then(answer => (answer.ok ? answer.json() : Promise.reject(new Error(`openapi.json: ${answer.status}`))))
  .then(show)
  .catch(fault => {
    document.getElementById('page').textContent = `The document cannot be shown: ${fault.message}`;
  });
