package dev.functiongraph.async.client;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** The invocations of one page after the other; each page is requested when those before it are used up. */
final class Pages extends Spliterators.AbstractSpliterator<Invocation> {

    private final LongFunction<InvocationPage> pageAt;
    private Iterator<Invocation> page = Collections.emptyIterator();
    private final Set<Long> asked = new HashSet<>();
    private OptionalLong next;

    Pages(long marker, LongFunction<InvocationPage> pageAt) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.next = OptionalLong.of(marker);
        this.pageAt = pageAt;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Invocation> action) {
        while (!page.hasNext()) {
            if (next.isEmpty()) {
                return false;
            }
            if (!asked.add(next.getAsLong())) {
                throw repeated(next.getAsLong());
            }
            InvocationPage following = pageAt.apply(next.getAsLong());
            page = following.invocations().iterator();
            next = following.nextMarker();
        }
        action.accept(page.next());
        return true;
    }

    /** The failure of a list whose pages would repeat for ever. */
    private static ServerErrorException repeated(long marker) {
        String message = "unexpected answer: the page at marker " + marker + " is named as the next one again";
        return new ServerErrorException(
                new FailureDetails(Operation.LIST.success(), Optional.empty(), message, Optional.empty()), false);
    }
}
