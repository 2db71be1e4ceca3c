'use strict';

// Set by the server that serves this page: the requests go to that very server, whatever its address. Where the page is
// a plain file, nothing can be tried: the server of the document lets no page of another address call it.
// The function is one that this server serves; without one, the examples are the document's own.
const {server, function: exampleUrn} = document.currentScript.dataset;

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

// What is said about the contract comes after the operations.
const OperationsFirst = about => ({
  wrapComponents: {
    operations: (Operations, {React, getComponent}) => props =>
      React.createElement(
        React.Fragment,
        null,
        React.createElement(Operations, props),
        React.createElement(
          'section',
          {className: 'about'},
          React.createElement(getComponent('Markdown', true), {source: about}),
        ),
      ),
  },
});

// A text that may be long is shown as a whole, in as many lines as it takes.
const LONG = 20;
const LongTexts = {
  wrapComponents: {
    JsonSchema_string: (Input, {React}) => props =>
      props.schema.get('maxLength') > LONG
        ? React.createElement('textarea', {
            className: 'long-text',
            rows: Math.ceil((props.value || '').length / 40) || 1,
            value: props.value || '',
            disabled: props.disabled,
            spellCheck: false,
            onChange: event => props.onChange(event.target.value.replace(/\s/g, '')),
          })
        : React.createElement(Input, props),
  },
};

const fillIn = (parameters, urn) => {
  parameters.FunctionUrn.example = urn;
  parameters.ProjectId.example = urn.split(':')[3];
};

const show = spec => {
  if (server) {
    spec.servers = [{url: new URL(server, location.href).href.replace(/\/$/, ''), description: 'This server'}];
  }
  if (exampleUrn) {
    fillIn(spec.components.parameters, exampleUrn);
  }
  const about = spec.tags.find(({name}) => name === 'About');
  spec.tags = spec.tags.filter(tag => tag !== about);
  // Which says where to find the rest, and here it is on the page.
  spec.info.description = spec.info.description.split('\n\n')[0];
  const page = SwaggerUIBundle({
    spec,
    dom_id: '#page',
    deepLinking: true,
    displayRequestDuration: true,
    plugins: [OperationsFirst(about.description), LongTexts],
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
