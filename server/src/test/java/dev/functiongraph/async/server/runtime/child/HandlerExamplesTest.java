package dev.functiongraph.async.server.runtime.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.function.RuntimeDefinition.Language;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Handlers in the forms in which FunctionGraph documents them: they run here as they are. */
@Execution(ExecutionMode.CONCURRENT)
class HandlerExamplesTest {
    @RegisterExtension
    static final FunctionsExtension FUNCTIONS = new FunctionsExtension();

    private static FunctionRun run(ChildFunction function) {
        return function.run(FUNCTIONS.runtime(), "{\"name\":\"Anna\"}");
    }

    @Test
    void inPythonWithAnAnswerForAGatewayAndTheContextsLogger() throws Exception {
        FunctionRun run = run(ChildFunction.python(FUNCTIONS.dir(), """
                # -*- coding:utf-8 -*-
                import json
                def handler (event, context):
                    logger = context.getLogger()
                    logger.info("hello %s", event.get("name"))
                    return {
                        "statusCode": 200,
                        "isBase64Encoded": False,
                        "body": json.dumps(event),
                        "headers": {
                            "Content-Type": "application/json"
                        }
                    }
                """));

        assertThat(run.result())
                .isEqualTo(
                        "{\"statusCode\": 200, \"isBase64Encoded\": false, \"body\": \"{\\\"name\\\": \\\"Anna\\\"}\","
                                + " \"headers\": {\"Content-Type\": \"application/json\"}}");
        assertThat(run.log().text()).endsWith(run.requestId() + " INFO hello Anna\n");
    }

    @Test
    void inPythonWithAnInitializerAndUserData() throws Exception {
        ChildFunction function = ChildFunction.python(FUNCTIONS.dir(), """
                table = None
                def my_initializer(context):
                    global table
                    table = context.getUserData("table")
                def handler(event, context):
                    return table + " " + context.getFunctionName() + " " + str(context.getMemorySize())
                """)
                .withInitializer("index.my_initializer")
                .withUserData(Map.of("table", "orders"));

        assertThat(run(function).result())
                .isEqualTo("orders " + function.definition.urn().functionName() + " 256");
    }

    @Test
    void inNodeWithAPromise() throws Exception {
        FunctionRun run = run(ChildFunction.node(FUNCTIONS.dir(), """
                exports.handler = async (event, context) => {
                    const logger = context.getLogger();
                    logger.info('hello', event.name);
                    const output =
                    {
                        'statusCode': 200,
                        'headers':
                        {
                            'Content-Type': 'application/json'
                        },
                        'isBase64Encoded': false,
                        'body': JSON.stringify(event),
                    }
                    return output;
                }
                """));

        assertThat(run.result())
                .isEqualTo("{\"statusCode\":200,\"headers\":{\"Content-Type\":\"application/json\"},"
                        + "\"isBase64Encoded\":false,\"body\":\"{\\\"name\\\":\\\"Anna\\\"}\"}");
        assertThat(run.log().text()).endsWith(run.requestId() + " INFO hello Anna\n");
    }

    @Test
    void inNodeWithCallbacks() throws Exception {
        ChildFunction function = ChildFunction.node(FUNCTIONS.dir(), """
                let prefix;
                exports.initializer = function (context, callback) {
                    prefix = context.getUserData('prefix');
                    callback(null, '');
                };
                exports.handler = function (event, context, callback) {
                    if (event.name) {
                        setTimeout(() => callback(null, prefix + event.name), 1);
                    } else {
                        callback(new Error('no name'));
                    }
                };
                """)
                .withInitializer("index.initializer")
                .withUserData(Map.of("prefix", "hello "));

        assertThat(run(function).result()).isEqualTo("hello Anna");
        assertThat(function.run(FUNCTIONS.runtime(), "{}").failure()).isEqualTo("Error: no name");
    }

    @Test
    void inADirectoryOfTheCode() throws Exception {
        ChildFunction function =
                ChildFunction.of(Language.PYTHON, FUNCTIONS.dir(), Map.of("src/index.py", """
                from lib.text import greeting
                def handler(event, context):
                    return greeting(event["name"])
                """, "lib/text.py", """
                def greeting(name):
                    return "hello " + name
                """));

        assertThat(run(function.withCode(function.code(), "src/index.handler")).result())
                .isEqualTo("hello Anna");
    }
}
