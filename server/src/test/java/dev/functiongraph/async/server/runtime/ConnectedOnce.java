package dev.functiongraph.async.server.runtime;

import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.ScriptedContainer.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The first connection of this process may take longer than one may take, where everything starts at once. */
public final class ConnectedOnce implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        try (ScriptedContainer container = new ScriptedContainer(Wire::answerAll);
                ContainerRuntime runtime = new ContainerRuntime(new NameLookup(InetAddress::getAllByName))) {
            RuntimeDefinition.Container definition = new RuntimeDefinition.Container(container.url());
            FunctionDefinition function = Definitions.function(definition, Duration.ofSeconds(20), 1);
            await().until(() -> runtime.invoke(function, definition, Definitions.attempt(function), new FunctionLog())
                            .get(20, TimeUnit.SECONDS)
                    instanceof Outcome.Success);
        }
    }
}
