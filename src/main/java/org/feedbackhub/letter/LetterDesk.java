package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps letters, and sends each on its way to its outcome. */
public final class LetterDesk {

    private static final Logger LOG = LoggerFactory.getLogger(LetterDesk.class);

    private static final String WAY = "direct:take-letter";
    private static final String FINDING = "finding";

    /** Under which what the post room has noted goes along. */
    static final String INDEX = "index";

    private final RawStore rawStore;
    private final Councils councils;
    private final LetterLimits limits;
    private final ProducerTemplate routes;

    LetterDesk(RawStore rawStore, Councils councils, LetterLimits limits, ProducerTemplate routes) {
        this.limits = limits;
        this.councils = councils;
        this.rawStore = rawStore;
        this.routes = routes;
    }

    /** What became of a letter. @param refusal why it was not recorded as feedback, for a clerk; null if it was */
    record Fate(@Nullable String refusal) {}

    /** Has the letter read and recorded. When this returns, that is durable. @throws RuntimeException if it has to be tried again later */
    Fate handle(ClaimedLetter letter) {
        Optional<String> beyond = beyond(letter);
        if (beyond.isPresent()) {
            LOG.warn("event=letter-refused source={} why={}", letter.source(), beyond.get());
            return new Fate(told(beyond.get()) + "\nIt is not in the console: nothing of it was read.");
        }
        Exchange exchange = routes.request(WAY, request -> {
            request.getMessage().setBody(letter);
            request.setProperty(INDEX, PostRoomIndex.read(letter.index()));
        });
        if (exchange.getException() != null) {
            throw RuntimeCamelException.wrapRuntimeCamelException(exchange.getException());
        }
        Recorded recorded = exchange.getMessage().getBody(Recorded.class);
        return new Fate(recorded.quarantined() ? reason(exchange) : null);
    }

    /** What would fill the disk, or nobody but its owner can open. */
    private Optional<String> beyond(ClaimedLetter letter) {
        try {
            if (Files.size(letter.file()) > limits.size().toBytes()) {
                return Optional.of("the file is larger than " + limits.size().toMegabytes() + " MB");
            }
            return Files.isReadable(letter.file())
                    ? Optional.empty()
                    : Optional.of("the hub is not allowed to open the file");
        } catch (IOException e) {
            throw new TransientFault("the letter could not be looked at", e);
        }
    }

    private static String told(String why) {
        return "This file could not be taken as a letter: " + why + ".";
    }

    private static String reason(Exchange exchange) {
        String why = exchange.getProperty(FINDING) instanceof Finding.Unreadable unreadable
                ? unreadable.reason()
                : "something went wrong while it was handled";
        return told(why)
                + "\nIt is kept, and waits in the quarantine of the console. If you have the paper, scan it again.";
    }

    /** Keeps the file as it came. @throws TransientFault if it cannot be kept just now */
    public Arrived keep(ClaimedLetter letter, @ExchangeProperty(INDEX) PostRoomIndex index) {
        try {
            RawItem raw = rawStore.keep(out -> Files.copy(letter.file(), out));
            return new Arrived(letter.source(), letter.council(), Channel.LETTER, receivedAt(letter, index), raw);
        } catch (IOException e) {
            throw new TransientFault("the letter could not be kept", e);
        }
    }

    /** On the day that is noted, unless it is still to come. */
    private Instant receivedAt(ClaimedLetter letter, PostRoomIndex index) {
        ZoneId zone = councils.get(letter.council()).timeZone();
        return index.receivedDate()
                .map(day -> day.atStartOfDay(zone).toInstant())
                .filter(noted -> noted.isBefore(letter.droppedAt()))
                .orElse(letter.droppedAt());
    }
}
