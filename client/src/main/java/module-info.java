/** A client of the asynchronous execution API: see {@link dev.functiongraph.async.client}. */
module dev.functiongraph.async.client {
    requires com.fasterxml.jackson.databind;
    requires jakarta.annotation;
    requires java.net.http;
    requires jdk.httpserver;
    requires static org.jspecify;

    exports dev.functiongraph.async.client;
    exports dev.functiongraph.async.client.fake;

    opens dev.functiongraph.async.client.model to
            com.fasterxml.jackson.databind;
}
