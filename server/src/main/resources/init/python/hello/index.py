def handler(event, context):
    context.getLogger().info("called with %s", event)
    return {"greeting": "Hello, " + event.get("name", "world") + "!"}
