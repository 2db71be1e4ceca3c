import dev.functiongraph.async.server.runtime.FunctionContext;
import dev.functiongraph.async.server.runtime.FunctionHandler;

public class Hello implements FunctionHandler {
    @Override
    public String handle(String event, FunctionContext context) {
        context.log("called with " + event);
        return "{\"greeting\": \"Hello!\", \"event\": " + event + "}";
    }
}
