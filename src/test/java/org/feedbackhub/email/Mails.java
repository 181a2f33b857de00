package org.feedbackhub.email;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.attachment.FileFormat;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Submission;
import org.springframework.util.unit.DataSize;

/** Mails for tests, and the reader with the real configuration. */
public final class Mails {

    static final MailLimits LIMITS = new MailLimits(
            DataSize.ofMegabytes(1), 10_000, 100, 100_000, 50, 8, 20_000, 200_000, Duration.ofSeconds(5));

    /** Those that the hub has unless it is told others. */
    static final MailLimits REAL_LIMITS = new MailLimits(
            DataSize.ofMegabytes(40), 100_000, 2_000, 1_000_000, 500, 20, 200_000, 2_000_000, Duration.ofSeconds(5));

    private static final PersonsWords PERSONS_WORDS = PersonsWords.read(Path.of("config/email"));

    private Mails() {}

    static WrittenText words() {
        return PERSONS_WORDS.writtenText();
    }

    static ForwardedMessages forwardedMessages() {
        return PERSONS_WORDS.forwardedMessages();
    }

    /** The reader as the hub uses it, with a raw store in memory. */
    public static MailReader reader() {
        return reader(new MemoryStore());
    }

    /** The same that keeps files there. */
    public static MailReader reader(RawStore store) {
        Councils councils = TestCouncils.read();
        return new MailReader(
                LIMITS,
                AutomaticMail.read(Path.of("config/email/automatic-mail.yaml")),
                PERSONS_WORDS,
                store,
                councils);
    }

    /** What the reader finds in the mail. */
    public static Finding read(String mail, boolean trusted) {
        return read(TestCouncils.WEST_LINDSEY, mail.getBytes(StandardCharsets.UTF_8), trusted);
    }

    /** What the reader finds in the bytes. */
    public static Finding read(CouncilId council, byte[] bytes, boolean trusted) {
        Arrived arrived =
                new Arrived("test", council, Channel.EMAIL, Instant.EPOCH, new RawItem("0".repeat(64), bytes.length));
        return reader().read(arrived, bytes, trusted);
    }

    static Submission submission(String mail) {
        return ((Finding.Written) read(mail, false)).submission();
    }

    static ParsedMail parse(String mail) {
        return parse(mail.getBytes(StandardCharsets.UTF_8));
    }

    static ParsedMail parse(byte[] mail) {
        return ((MailParse.Read) new MailParser(LIMITS).parse(mail)).mail();
    }

    /** A mail of a resident with these further headers. */
    static String withHeaders(String headers) {
        return "From: Ann Toyne <ann@example.org>\nTo: experience@west-lindsey.gov.uk\nSubject: Bins\n" + headers
                + "\nMy bin was missed again.\n";
    }

    /** What reads files that are written as mails are. */
    public static FileFormat files() {
        return new MailFiles(REAL_LIMITS);
    }

    /** A raw store that forgets everything when the test is over. */
    public static RawStore memoryStore() {
        return new MemoryStore();
    }

    private static final class MemoryStore implements RawStore {
        private final Map<String, byte[]> items = new ConcurrentHashMap<>();

        @Override
        public RawItem keep(Writer writer) throws java.io.IOException {
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            writer.writeTo(out);
            String key = String.format("%064x", items.size());
            items.put(key, out.toByteArray());
            return new RawItem(key, out.size());
        }

        @Override
        public java.io.InputStream open(String sha256) {
            return new java.io.ByteArrayInputStream(items.get(sha256));
        }

        @Override
        public boolean holds(String sha256) {
            return items.containsKey(sha256);
        }

        @Override
        public void probe() {}
    }
}
