package org.feedbackhub.email;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.feedbackhub.email.Attributions.Attribution;
import org.feedbackhub.email.HeaderBlocks.Announced;
import org.feedbackhub.email.HeaderBlocks.Block;
import org.feedbackhub.email.HeaderBlocks.Field;
import org.jspecify.annotations.Nullable;

/** Finds a message that somebody passed on within their own, as the usual mail programs show it. */
final class ForwardedMessages {

    private static final int LONGEST_PREFIX = 20;

    private final HeaderBlocks headers;
    private final Attributions attributions;
    private final SenderNames names;
    private final Pattern forwardPrefix;
    private final Pattern answerPrefix;

    /**
     * A message that was passed on.
     *
     * @param sender who wrote it
     * @param replyTo where they ask answers to go
     * @param subject as its header tells, or null
     * @param date as its header tells, or null
     * @param body all of the text below its header
     * @param note what the one who passed it on wrote above, empty if nothing
     */
    record Forwarded(
            SenderNames.Named sender,
            Optional<SenderNames.Named> replyTo,
            @Nullable String subject,
            @Nullable String date,
            String body,
            String note) {}

    /** In what a forwarded message can be recognised, given what is known of the mail around it. */
    private enum Sign {
        FORWARDED_ANNOUNCEMENT,
        HEADER,
        ATTRIBUTION
    }

    private ForwardedMessages(
            HeaderBlocks headers, Attributions attributions, SenderNames names, HeaderBlocks.MessagesFile read) {
        this.headers = headers;
        this.attributions = attributions;
        this.names = names;
        this.forwardPrefix = prefix(read.subjects().forwarded());
        this.answerPrefix = prefix(read.subjects().answered());
    }

    /** @throws org.feedbackhub.council.InvalidConfiguration if the file cannot be read */
    static ForwardedMessages read(Path file, HeaderBlocks headers, WrittenText written) {
        SenderNames names = written.senderNames();
        return new ForwardedMessages(headers, written.attributions(), names, HeaderBlocks.MessagesFile.read(file));
    }

    /**
     * The message that was passed on in a mail. Under a subject that says "Re:" only what is announced as forwarded
     * counts, since all else is the history of an answer.
     */
    Optional<Forwarded> find(String subject, String text) {
        boolean answer = answerPrefix.matcher(subject).lookingAt();
        boolean forward = forwardPrefix.matcher(subject).lookingAt();
        Set<Sign> signs = answer ? EnumSet.of(Sign.FORWARDED_ANNOUNCEMENT) : EnumSet.allOf(Sign.class);
        return find(MailLine.of(text), signs, forward);
    }

    /** The message inside one that was passed on, whether forwarded there or answered. */
    Optional<Forwarded> findInside(Forwarded outer) {
        return find(MailLine.of(outer.body()), EnumSet.allOf(Sign.class), true);
    }

    /** The subject without what programs put before one that they forward; what answers put there stays. */
    String withoutForward(String subject) {
        String plain = subject.strip();
        String before = "";
        while (!plain.equals(before)) {
            before = plain;
            plain = forwardPrefix.matcher(plain).replaceFirst("").strip();
        }
        return plain;
    }

    private Optional<Forwarded> find(List<MailLine> lines, Set<Sign> signs, boolean attributionAnywhere) {
        boolean covered = false;
        for (int at = 0; at < lines.size() && at < WrittenText.MOST_LINES; at++) {
            Optional<Block> block = headers.at(lines, at).filter(Block::hasSender);
            if (block.isPresent() && signs.contains(sign(block.get()))) {
                return Optional.of(forwarded(lines, at, block.get()));
            }
            Optional<Attribution> attribution = signs.contains(Sign.ATTRIBUTION) && (attributionAnywhere || !covered)
                    ? attributions.at(lines, at)
                    : Optional.empty();
            if (attribution.isPresent()) {
                return Optional.of(attributed(lines, at, attribution.get()));
            }
            covered |= !lines.get(at).isBlank();
        }
        return Optional.empty();
    }

    private static Sign sign(Block block) {
        return block.announced() == Announced.AS_FORWARDED ? Sign.FORWARDED_ANNOUNCEMENT : Sign.HEADER;
    }

    private Forwarded forwarded(List<MailLine> lines, int at, Block block) {
        Map<Field, String> fields = block.fields();
        return new Forwarded(
                names.ofHeader(fields.getOrDefault(Field.FROM, "")),
                Optional.ofNullable(fields.get(Field.REPLY_TO)).map(names::ofHeader),
                fields.get(Field.SUBJECT),
                fields.get(Field.DATE),
                body(lines, block.end(), block.depth()),
                note(lines, at));
    }

    private Forwarded attributed(List<MailLine> lines, int at, Attribution attribution) {
        int next = attribution.end();
        while (next < lines.size()
                && lines.get(next).isBlank()
                && !lines.get(next).isQuoted()) {
            next++;
        }
        int depth = next < lines.size() ? lines.get(next).depth() : 0;
        return new Forwarded(
                names.ofAttribution(attribution.words()),
                Optional.empty(),
                null,
                null,
                body(lines, attribution.end(), depth),
                note(lines, at));
    }

    /** What is quoted as deep as the header; unquoted lines behind the last quoted one are the forwarder's. */
    private static String body(List<MailLine> lines, int from, int depth) {
        int end = lines.size();
        while (depth > 0 && end > from && lines.get(end - 1).depth() < depth) {
            end--;
        }
        return lines.subList(from, end).stream()
                .map(line -> line.inside(depth))
                .collect(Collectors.joining("\n"))
                .stripIndent()
                .strip();
    }

    private static String note(List<MailLine> lines, int before) {
        int end = before;
        while (end > 0 && Signatures.isDivider(lines.get(end - 1))) {
            end--;
        }
        return lines.subList(0, end).stream()
                .map(line -> line.inside(0))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static Pattern prefix(List<String> words) {
        String alternatives = words.stream()
                .filter(word -> word.length() <= LONGEST_PREFIX)
                .sorted((one, other) -> other.length() - one.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(
                "^\\s{0,5}\\[?(?:" + alternatives + ")(?:\\[\\d{1,3}\\])? ?[:：]\\s{0,5}",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
