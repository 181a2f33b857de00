package org.feedbackhub.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;

/** A window of messages whose exchanges are under way. */
final class WindowInWork {

    private final Map<Long, Recorded> known;
    private final List<InWork> messages = new ArrayList<>();

    WindowInWork(Map<Long, Recorded> known) {
        this.known = known;
    }

    private record InWork(long uid, Future<Exchange> exchange) {}

    /** Those that the ledger had already, by UID. */
    Map<Long, Recorded> known() {
        return known;
    }

    void add(MailboxMessage message, Future<Exchange> exchange) {
        messages.add(new InWork(message.uid(), exchange));
    }

    /**
     * Waits for all and sorts those that are recorded by where they go.
     *
     * @return the fault of the last one that has to be waited out, or null if there is none
     */
    @Nullable
    Exception collect(Function<Exchange, String> destination, Map<String, List<Long>> moves)
            throws InterruptedException {
        Exception fault = null;
        for (InWork message : messages) {
            try {
                Exchange exchange = message.exchange().get();
                if (exchange.getException() instanceof TransientFault waits) {
                    fault = waits;
                } else if (exchange.getException() == null) {
                    moves.computeIfAbsent(destination.apply(exchange), key -> new ArrayList<>())
                            .add(message.uid());
                }
            } catch (ExecutionException e) {
                fault = new TransientFault("a message was not worked on", e);
            }
        }
        return fault;
    }
}
