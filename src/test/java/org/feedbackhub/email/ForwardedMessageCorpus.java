package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.feedbackhub.email.ForwardedMessages.Forwarded;
import org.feedbackhub.feedback.EmailAddress;
import org.junit.jupiter.api.Test;

/** How well a forwarded message is found, on bodies that many mail programs wrote in many languages. */
class ForwardedMessageCorpus {

    private static final double BAR = 0.95;

    // the collection has the same message in each file, and a shorter one in the answers
    private static final String NAME = "John Doe";
    private static final EmailAddress ADDRESS = new EmailAddress("john.doe@acme.com");
    private static final String SUBJECT = "Integer consequat non purus";
    private static final String BODY_STARTS = "Aenean quis diam urna.";
    private static final String BODY_ENDS =
            "Praesent ac ligula orci. Pellentesque convallis suscipit mi, at congue massa sagittis eget.";
    private static final String NOTE = "Praesent suscipit egestas hendrerit. Aliquam eget dui dui.";
    private static final String ANSWER = "variant_4.txt";

    private final ForwardedMessages messages = Mails.forwardedMessages();

    @Test
    void sender_and_text_come_out_of_what_was_forwarded() throws IOException {
        Path folder = Corpus.folder("email_forward_parser");
        List<String> failing = new ArrayList<>();
        List<Path> bodies = files(folder, "_body");
        for (Path file : bodies) {
            String fault = fault(file);
            if (!fault.isEmpty()) {
                failing.add("- " + file.getFileName() + ": " + fault);
            }
        }
        for (Path file : files(folder, "_subject")) {
            String subject = Files.readString(file).strip();
            if (!file.toString().endsWith(ANSWER)
                    && !messages.withoutForward(subject).equals(SUBJECT)) {
                failing.add("- " + file.getFileName() + ": subject");
            }
        }
        double share = 1 - (double) failing.size() / bodies.size();
        List<String> report = new ArrayList<>(List.of(
                "# Forwarded messages",
                "",
                String.format(Locale.ROOT, "Right in %.3f of %d bodies (bar %.2f)", share, bodies.size(), BAR),
                ""));
        report.addAll(failing);
        Corpus.report("forwarded-messages", report);

        assertThat(share).isGreaterThanOrEqualTo(BAR);
    }

    private String fault(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean answer = name.endsWith(ANSWER);
        Optional<Forwarded> found = messages.find((answer ? "Re: " : "Fwd: ") + SUBJECT, Files.readString(file));
        if (answer || found.isEmpty()) {
            return answer == found.isEmpty() ? "" : answer ? "an answer is no forwarded message" : "not found";
        }
        List<String> faults = new ArrayList<>();
        Forwarded message = found.get();
        if (!NAME.equals(message.sender().name())) {
            faults.add("name " + message.sender().name());
        }
        boolean nameOnly = name.contains("unknown_en_body_variant_12");
        if (!nameOnly && !message.sender().address().equals(Optional.of(ADDRESS))) {
            faults.add("address " + message.sender().address());
        }
        if (message.subject() != null && !message.subject().equals(SUBJECT)) {
            faults.add("subject " + message.subject());
        }
        String body = message.body().replaceAll("\\s+", " ");
        boolean chain = name.contains("variant_14") || name.contains("variant_15");
        if (!body.startsWith(BODY_STARTS) || !(chain ? body.contains(BODY_ENDS) : body.endsWith(BODY_ENDS))) {
            faults.add("body " + body.substring(0, Math.min(50, body.length())));
        }
        String note = message.note().replaceAll("\\s+", " ");
        if (!note.isEmpty() && !note.equals(NOTE)) {
            faults.add("note " + note);
        }
        return String.join(", ", faults);
    }

    private static List<Path> files(Path folder, String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(kind))
                    .sorted()
                    .toList();
        }
    }
}
