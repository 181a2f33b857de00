package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
import org.springframework.util.unit.DataSize;

/** Keeps letters, and sends each on its way to its outcome. */
public final class LetterDesk {

    private static final Logger LOG = LoggerFactory.getLogger(LetterDesk.class);

    private static final String WAY = "direct:take-letter";
    private static final String FINDING = "finding";

    /** Under which what the post room has noted goes along. */
    static final String INDEX = "index";

    /** Under which it goes along why a file could not be taken apart. */
    static final String UNSPLIT = "unsplit";

    private final RawStore rawStore;
    private final Councils councils;
    private final BothSides sides;
    private final Batches batches;
    private final LetterLimits limits;
    private final ProducerTemplate routes;

    LetterDesk(
            RawStore rawStore,
            Councils councils,
            BothSides sides,
            Batches batches,
            LetterLimits limits,
            ProducerTemplate routes) {
        this.sides = sides;
        this.batches = batches;
        this.limits = limits;
        this.councils = councils;
        this.rawStore = rawStore;
        this.routes = routes;
    }

    /** What became of a letter. @param refusal why it was not recorded as feedback, for a clerk; null if it was */
    record Fate(@Nullable String refusal) {}

    /** Has what the file holds read and recorded. When this returns, that is durable. @throws RuntimeException if it has to be tried again later */
    Fate handle(ClaimedLetter letter) {
        Optional<String> beyond = beyond(letter);
        if (beyond.isPresent()) {
            LOG.warn("event=letter-refused source={} why={}", letter.source(), beyond.get());
            return new Fate(told(beyond.get()) + "\nIt is not in the console: nothing of it was read.");
        }
        PostRoomIndex index = PostRoomIndex.read(letter.index());
        ClaimedLetter whole;
        try {
            whole = sides.whole(letter);
        } catch (UnreadableLetter e) {
            return fate(List.of(letter), index, e.getMessage());
        }
        try {
            return fate(whole, index);
        } finally {
            BothSides.forget(letter, whole);
        }
    }

    private Fate fate(ClaimedLetter letter, PostRoomIndex index) {
        if (!Batches.mayBe(letter)) {
            return fate(List.of(letter), index, null);
        }
        try {
            List<ClaimedLetter> letters = batches.lettersOf(letter);
            try {
                return fate(letters, letters.size() == 1 ? index : index.ofBatch(), null);
            } finally {
                Batches.forget(letter, letters);
            }
        } catch (UnreadableLetter e) {
            // never read as one: it may be several people's
            return fate(List.of(letter), index, e.getMessage());
        }
    }

    /** @param unsplit why a file could not be taken apart, or null */
    private Fate fate(List<ClaimedLetter> letters, PostRoomIndex index, @Nullable String unsplit) {
        List<String> refusals = new ArrayList<>();
        for (ClaimedLetter letter : letters) {
            record(letter, index, unsplit)
                    .ifPresent(why -> refusals.add(
                            letter.part() == null
                                    ? why
                                    : "pages " + letter.part().first() + " to "
                                            + letter.part().last() + ": " + why));
        }
        return new Fate(refusals.isEmpty() ? null : refused(letters.size(), refusals));
    }

    /** @return why it could not be recorded as feedback, if it could not */
    private Optional<String> record(ClaimedLetter letter, PostRoomIndex index, @Nullable String unsplit) {
        Exchange exchange = routes.request(WAY, request -> {
            request.getMessage().setBody(letter);
            request.setProperty(INDEX, index);
            request.setProperty(UNSPLIT, unsplit);
        });
        if (exchange.getException() != null) {
            throw RuntimeCamelException.wrapRuntimeCamelException(exchange.getException());
        }
        Recorded recorded = exchange.getMessage().getBody(Recorded.class);
        if (!recorded.quarantined()) {
            return Optional.empty();
        }
        return Optional.of(
                exchange.getProperty(FINDING) instanceof Finding.Unreadable unreadable
                        ? unreadable.reason()
                        : "something went wrong while it was handled");
    }

    private static String refused(int letters, List<String> refusals) {
        String others = letters > refusals.size()
                ? "\nThe other " + (letters - refusals.size()) + " of its " + letters + " letters are recorded."
                : "";
        return told(String.join("; ", refusals)) + others
                + "\nIt is kept, and waits in the quarantine of the console. If you have the paper, scan it again.";
    }

    /** What would fill the disk, or nobody but its owner can open. */
    private Optional<String> beyond(ClaimedLetter letter) {
        try {
            DataSize most = Batches.mayBe(letter) ? limits.batchSize() : limits.size();
            Path backs = letter.backs();
            if (Files.size(letter.file()) + (backs == null ? 0 : Files.size(backs)) > most.toBytes()) {
                return Optional.of("the file is larger than " + most.toMegabytes() + " MB");
            }
            return Files.isReadable(letter.file()) && (backs == null || Files.isReadable(backs))
                    ? Optional.empty()
                    : Optional.of("the hub is not allowed to open the file");
        } catch (IOException e) {
            throw new TransientFault("the letter could not be looked at", e);
        }
    }

    private static String told(String why) {
        return "This file could not be taken as a letter: " + why + ".";
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
