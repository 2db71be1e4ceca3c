package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.invocation.Event;

/** The reader of events; an absent body is the empty event. */
final class EventReader extends JsonBodyReader<Event> {
    private final EventParser parser;

    EventReader(EventParser parser) {
        super(Event.class);
        this.parser = parser;
    }

    @Override
    Event read(byte[] body) {
        return body.length == 0 ? Event.EMPTY : parser.parse(body);
    }
}
