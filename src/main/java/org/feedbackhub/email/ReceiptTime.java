package org.feedbackhub.email;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;

/** When the council got a mail (policies, "Clocks"): the topmost Received header, else the server's own date. */
public final class ReceiptTime {

    private ReceiptTime() {}

    /**
     * The moment of receipt, never later than now: a clock that is ahead must not lengthen a promise.
     *
     * @param received the topmost Received header as it stands, or null
     * @param internalDate IMAP's INTERNALDATE, or null
     */
    public static Instant of(@Nullable String received, @Nullable Instant internalDate, Instant now) {
        Instant told = Optional.ofNullable(received)
                .flatMap(ReceiptTime::dateOf)
                .or(() -> Optional.ofNullable(internalDate))
                .orElse(now);
        return told.isAfter(now) ? now : told;
    }

    /** The date behind the last semicolon of a Received header (RFC 5321, 4.4). */
    private static Optional<Instant> dateOf(String received) {
        int semicolon = received.lastIndexOf(';');
        if (semicolon < 0) {
            return Optional.empty();
        }
        String date = received.substring(semicolon + 1).replaceAll("\\s+", " ").strip();
        Date parsed = DateTimeFieldLenientImpl.PARSER
                .parse(new RawField("Date", date), DecodeMonitor.SILENT)
                .getDate();
        return Optional.ofNullable(parsed).map(Date::toInstant);
    }
}
