import dev.functiongraph.async.client.AcceptedInvocation;
import dev.functiongraph.async.client.FunctionDisabledException;
import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.FunctionNotFoundException;
import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.client.InvocationPage;
import dev.functiongraph.async.client.InvocationQuery;
import dev.functiongraph.async.client.ServiceUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A program that calls a function, which its argument names, and prints what became of it. */
public class Consumer {

    private static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";

    public static void main(String[] arguments) {
        try (FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                .baseUri(URI.create(System.getenv("BASE_URI")))
                .build()) {
            AcceptedInvocation accepted = client.invokeAsync(PROJECT, arguments[0], Map.of("key", "value"));
            System.out.println("accepted");

            InvocationPage page = client.listInvocations(PROJECT, arguments[0], InvocationQuery.all());
            System.out.println("listed: " + page.invocations().size());

            Optional<Invocation> found = client.findInvocation(PROJECT, arguments[0], accepted.requestId());
            System.out.println("found: " + found.isPresent());

            Invocation ended = client.awaitInvocation(
                    PROJECT, arguments[0], accepted.requestId(), Duration.ofSeconds(30));
            System.out.println("ended: " + ended.status());
        } catch (FunctionNotFoundException e) {
            System.out.println("no such function: " + e.errorMessage());
        } catch (FunctionDisabledException e) {
            System.out.println("disabled: stop, do not retry");
        } catch (ServiceUnavailableException e) {
            System.out.println("nothing was queued; again after " + e.retryAfter());
        }
    }
}
