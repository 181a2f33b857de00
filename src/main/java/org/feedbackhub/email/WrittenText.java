package org.feedbackhub.email;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.feedbackhub.council.InvalidConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Separates what the person wrote from quoted history, signature, disclaimers and the lines that programs add, by the
 * expressions of {@code config/email/written-text.yaml}.
 */
final class WrittenText {

    /** Nobody writes more lines than this; those below are kept without a look. */
    static final int MOST_LINES = 1_000;

    private static final int LONGEST_ADDED = 250;

    /** Lines of programs that stand in a row; more are not looked through. */
    private static final int MOST_ADDED = 40;

    /** Where a paragraph is cut before it is looked at; its first words tell. */
    private static final int PARAGRAPH = 2_500;

    private final HeaderBlocks headers;
    private final Attributions attributions;
    private final SenderNames senderNames;
    private final Opening addedLine;
    private final Opening banner;
    private final Opening footer;

    private WrittenText(HeaderBlocks headers, Path file, WordsFile read) {
        this.headers = headers;
        this.attributions = new Attributions(file, read.attributions());
        this.senderNames = new SenderNames(file, read.attributionNoise(), read.attributions());
        this.addedLine = Expressions.opening(
                file, "addedLines", read.addedLines(), "[\\s*_<(\\[\"-]{0,8}(?:%s)[\\s*_>)\\].!\"-]{0,8}");
        this.banner = Expressions.opening(file, "banners", read.banners(), "[\\s*_\\[(|>-]{0,8}(?:%s)");
        this.footer = Expressions.opening(file, "footers", read.footers(), "[\\s*_\\[(|>-]{0,8}(?:%s)");
    }

    /** @throws InvalidConfiguration if the file cannot be read or an expression in it is wrong */
    static WrittenText read(Path file, HeaderBlocks headers) {
        try {
            WordsFile read = new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), WordsFile.class);
            return new WrittenText(headers, file, read);
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "attributions", "expected lists of regular expressions", e);
        }
    }

    Attributions attributions() {
        return attributions;
    }

    SenderNames senderNames() {
        return senderNames;
    }

    /**
     * What the person wrote. Where nothing would be left it is what they quote, or all of it; a text of nothing but
     * attributions is nobody's words and comes out empty.
     */
    String of(String fullText) {
        List<MailLine> lines = MailLine.of(fullText);
        String written = new Reading(lines).own();
        if (!written.isEmpty()) {
            return written;
        }
        return onlyAttributions(lines) ? "" : fullText.strip();
    }

    private boolean onlyAttributions(List<MailLine> lines) {
        int at = 0;
        while (at < lines.size() && at < MOST_LINES) {
            Optional<Attributions.Attribution> attribution = attributions.at(lines, at);
            if (attribution.isEmpty() && !lines.get(at).isBlank()) {
                return false;
            }
            at = attribution.map(Attributions.Attribution::end).orElse(at + 1);
        }
        return true;
    }

    /** One walk down the lines. */
    private final class Reading {
        private final List<MailLine> lines;
        private final List<String> kept = new ArrayList<>();
        private final Map<Integer, Boolean> history = new HashMap<>();
        private boolean hasWords;
        private int at;

        Reading(List<MailLine> lines) {
            this.lines = lines;
        }

        String own() {
            boolean more = true;
            while (more && at < lines.size()) {
                more = at < MOST_LINES ? step() : unseen();
            }
            while (!kept.isEmpty() && Signatures.isDivider(new MailLine(0, last()))) {
                kept.remove(kept.size() - 1);
            }
            return String.join("\n", kept).strip();
        }

        private boolean unseen() {
            if (lines.get(at).isQuoted()) {
                at++;
            } else {
                keep();
            }
            return true;
        }

        /** Whether anything below can be the person's own. */
        private boolean step() {
            MailLine line = lines.get(at);
            if (line.isQuoted()) {
                at++;
                return true;
            }
            if (line.isBlank()) {
                keep();
                return true;
            }
            Optional<Attributions.Attribution> attribution = attributions.at(lines, at);
            if (attribution.isPresent() && quotedFrom(attribution.get().end())) {
                at = attribution.get().end();
                return true;
            }
            boolean history =
                    attribution.filter(Attributions.Attribution::certain).isPresent()
                            || headers.at(lines, at).isPresent();
            if (history || hasWords && Signatures.beginsAt(lines, at, this::startsHistory)) {
                return false;
            }
            return startsParagraph() ? paragraph() : line();
        }

        private boolean paragraph() {
            String paragraph = joined();
            if (hasWords && footer.begins(paragraph)) {
                return false;
            }
            if (!hasWords && banner.begins(paragraph)) {
                skipParagraph();
                return true;
            }
            return line();
        }

        private boolean line() {
            if (isAdded(lines.get(at)) && endsParagraph(at + 1)) {
                at++;
            } else {
                keep();
            }
            return true;
        }

        private void keep() {
            MailLine line = lines.get(at++);
            kept.add(line.words());
            hasWords |= !line.isBlank();
        }

        private String last() {
            return kept.get(kept.size() - 1);
        }

        private boolean startsParagraph() {
            boolean below = at == 0 || Signatures.isDivider(lines.get(at - 1));
            return below && !Signatures.isDivider(lines.get(at));
        }

        /** Whether nothing but further lines of programs stand up to the next blank line. */
        private boolean endsParagraph(int from) {
            for (int next = from; next < lines.size() && next < from + MOST_ADDED; next++) {
                MailLine line = lines.get(next);
                if (line.isBlank() || line.isQuoted() || startsHistory(next)) {
                    return true;
                }
                if (!isAdded(line)) {
                    return Signatures.isDivider(line);
                }
            }
            return true;
        }

        private boolean isAdded(MailLine line) {
            return line.words().length() <= LONGEST_ADDED && addedLine.matches(line.words());
        }

        private boolean startsHistory(int line) {
            return history.computeIfAbsent(
                    line,
                    key -> attributions.at(lines, key).isPresent()
                            || headers.at(lines, key).isPresent());
        }

        private boolean quotedFrom(int from) {
            int next = from;
            while (next < lines.size()
                    && lines.get(next).isBlank()
                    && !lines.get(next).isQuoted()) {
                next++;
            }
            return next < lines.size() && lines.get(next).isQuoted();
        }

        private String joined() {
            StringBuilder paragraph = new StringBuilder();
            for (int next = at; next < lines.size() && paragraph.length() < PARAGRAPH; next++) {
                MailLine line = lines.get(next);
                if (line.isBlank() || line.isQuoted()) {
                    break;
                }
                paragraph
                        .append(paragraph.isEmpty() ? "" : " ")
                        .append(line.words().strip());
            }
            return paragraph.length() <= PARAGRAPH ? paragraph.toString() : paragraph.substring(0, PARAGRAPH);
        }

        private void skipParagraph() {
            while (at < lines.size() && !lines.get(at).isBlank()) {
                at++;
            }
        }
    }

    /** {@code config/email/written-text.yaml}. */
    record WordsFile(
            AttributionWords attributions,
            @Nullable List<String> attributionNoise,
            @Nullable List<String> addedLines,
            @Nullable List<String> banners,
            @Nullable List<String> footers) {

        record AttributionWords(
                @Nullable List<String> openings,
                @Nullable List<String> atTheEnd,
                @Nullable List<String> inTheMiddle,
                @Nullable List<String> never,
                @Nullable List<String> others) {}
    }
}
