package org.feedbackhub.email;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.feedbackhub.arrival.ReceivedFile;
import org.jspecify.annotations.Nullable;

/** Gathers from a message's parts what was written, what is attached, and what could not be read. */
final class MailContent {

    private static final String ENCRYPTED = "it is encrypted and was not read";
    private static final String IN_PIECES = "it is one piece of a message that was sent in several";
    private static final String YENC = "it holds a file in yEnc, which was not unpacked";
    private static final Set<String> MESSAGES = Set.of("message/rfc822", "message/global");
    private static final Set<String> CMS = Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");

    private final Allowance allowance;
    private final List<ReceivedFile> attachments = new ArrayList<>();
    private final Set<String> doubts = new LinkedHashSet<>();

    /** What counts as the text if the message has none of its own: of messages inside it, or an invitation's. */
    private final Deque<Part> spares = new ArrayDeque<>();

    private final List<String> texts = new ArrayList<>();
    private @Nullable String innerSubject;

    /** False beside a text that serves already: of its other forms only the attachments are taken. */
    private boolean wordsWanted = true;

    private MailContent(Allowance allowance) {
        this.allowance = allowance;
    }

    /** @throws Allowance.Exceeded if the message demands too much */
    static MailContent of(Part message, Allowance allowance) {
        MailContent content = new MailContent(allowance);
        content.collect(message, content.texts, 0);
        for (Part spare = content.spares.poll(); spare != null && blank(content.texts); spare = content.spares.poll()) {
            content.texts.addAll(content.spareText(spare));
        }
        return content;
    }

    String text() {
        return Clean.text(PartText.cut(
                        String.join("\n\n", texts), allowance.limits().textLength()))
                .strip();
    }

    List<ReceivedFile> attachments() {
        return List.copyOf(attachments);
    }

    /** What a person should know before relying on the text. */
    List<String> doubts() {
        return List.copyOf(doubts);
    }

    /** The subject that stands only inside, where Outlook wrapped the message up. */
    Optional<String> innerSubject() {
        return Optional.ofNullable(innerSubject);
    }

    private void collect(Part part, List<String> into, int depth) {
        allowance.checkDepth(depth);
        if (part.isMultipart()) {
            multipart(part, into, depth);
        } else if (MESSAGES.contains(part.mediaType())) {
            attach(part, "message.eml");
            spares.add(part);
        } else if (isCms(part)) {
            signed(part, into, depth);
        } else if (Tnef.is(part)) {
            Tnef.open(part.content()).ifPresentOrElse(inner -> outlook(inner, depth), () -> attach(part, null));
        } else if (isBody(part, depth)) {
            into.add(words(part));
        } else {
            leaf(part);
        }
    }

    private static boolean isCms(Part part) {
        String name = part.mediaType().equals("application/octet-stream") ? part.name() : null;
        return CMS.contains(part.mediaType())
                || name != null && name.toLowerCase(Locale.ROOT).endsWith("smime.p7m");
    }

    private static boolean isBody(Part part, int depth) {
        return PartText.hasWords(part.mediaType()) && (depth == 0 || !part.isAttachment() && part.name() == null);
    }

    private void leaf(Part part) {
        if (part.mediaType().equals("message/partial")) {
            doubts.add(IN_PIECES);
        } else if (part.mediaType().equals("text/calendar")) {
            spares.add(part);
        }
        attach(part, part.mediaType().equals("text/calendar") ? "invitation.ics" : null);
    }

    private void multipart(Part part, List<String> into, int depth) {
        if (part.mediaType().equals("multipart/encrypted")) {
            doubts.add(ENCRYPTED);
        }
        if (part.parts().isEmpty()) {
            into.add(words(new Part(part.fields(), "text/plain", null, part.content(), List.of())));
        } else if (part.mediaType().equals("multipart/alternative")) {
            into.addAll(best(part, depth));
        } else {
            part.parts().forEach(inner -> collect(inner, into, depth + 1));
        }
    }

    /** Plain text is what the person typed, and HTML the program's dressing of it; yet an empty plain part is no text. */
    private List<String> best(Part alternatives, int depth) {
        List<String> typed = typed(alternatives, depth);
        boolean outer = wordsWanted;
        wordsWanted = outer && (blank(typed) || PartText.isPlaceholder(typed));
        List<String> best = typed;
        for (Part part : alternatives.parts()) {
            if (!isPlain(part)) {
                List<String> texts = new ArrayList<>();
                collect(part, texts, depth + 1);
                best = blank(best) || best == typed && !blank(texts) ? texts : best;
            }
        }
        wordsWanted = outer;
        return best;
    }

    private List<String> typed(Part alternatives, int depth) {
        List<String> typed = new ArrayList<>();
        for (Part part : alternatives.parts()) {
            if (isPlain(part) && blank(typed)) {
                typed.clear();
                collect(part, typed, depth + 1);
            }
        }
        return typed;
    }

    private static boolean isPlain(Part part) {
        return part.mediaType().equals("text/plain") && !part.isAttachment();
    }

    private void signed(Part part, List<String> into, int depth) {
        Optional<Part> inner = SignedContent.of(part.content()).flatMap(this::message);
        if (inner.isPresent()) {
            collect(inner.get(), into, depth + 1);
        } else {
            doubts.add(ENCRYPTED);
            attach(part, "smime.p7m");
        }
    }

    /** The text beside {@code winmail.dat} is the same without its dressing; what it has is only needed if there is none. */
    private void outlook(Part inner, int depth) {
        inner.parts().stream().skip(1).forEach(file -> collect(file, texts, depth + 1));
        spares.addFirst(inner.parts().get(0));
        innerSubject =
                inner.fields().isEmpty() ? null : HeaderText.raw(inner.fields().get(0));
    }

    private List<String> spareText(Part spare) {
        if (spare.mediaType().equals("text/calendar")) {
            String calendar = Charsets.decode(spare.content(), spare.charset());
            return List.of(
                    Invitation.text(PartText.cut(calendar, allowance.limits().textLength())));
        }
        List<String> found = new ArrayList<>();
        MailContent inside = new MailContent(allowance);
        (spare.isMultipart() ? Optional.of(spare) : message(spare.content()))
                .ifPresent(message -> inside.collect(message, found, 1));
        spares.addAll(inside.spares);
        doubts.addAll(inside.doubts);
        return found;
    }

    private Optional<Part> message(byte[] bytes) {
        try {
            return Optional.of(MimeReader.read(bytes, 0, allowance));
        } catch (IOException | MimeException e) {
            return Optional.empty();
        }
    }

    private String words(Part part) {
        if (!wordsWanted) {
            return "";
        }
        String text = PartText.of(part, allowance);
        if (text.contains("-----BEGIN PGP")) {
            text = PgpText.withoutArmour(text);
            if (PgpText.isEncrypted(text)) {
                doubts.add(ENCRYPTED);
            }
        }
        if (text.contains("=ybegin ")) {
            doubts.add(YENC);
        }
        List<Part> files = new ArrayList<>();
        String words = Uuencoded.taken(text, files);
        files.forEach(file -> attach(file, null));
        return words;
    }

    private void attach(Part part, @Nullable String otherwise) {
        String name = part.name();
        String method = part.mediaType().equals("text/calendar") ? part.parameter("method") : null;
        attachments.add(new ReceivedFile(
                name == null ? otherwise : name,
                method == null ? part.mediaType() : part.mediaType() + "; method=" + method.toLowerCase(Locale.ROOT),
                part.content()));
    }

    private static boolean blank(List<String> texts) {
        for (String text : texts) {
            if (!text.isBlank()) {
                return false;
            }
        }
        return true;
    }
}
