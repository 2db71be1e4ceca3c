exports.handler = async (event, context) => {
  context.getLogger().info(`called with ${JSON.stringify(event)}`);
  return { greeting: `Hello, ${event.name ?? 'world'}!` };
};
