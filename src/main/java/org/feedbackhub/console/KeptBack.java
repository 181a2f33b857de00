package org.feedbackhub.console;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Scan;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** Why a file is not handed out, the gravest reason first, and how people are told. */
enum KeptBack {
    INFECTED(
            Scan.INFECTED,
            HttpStatus.FORBIDDEN,
            "The virus scanner found something",
            "The file is kept as evidence and handed out to nobody. Ask the resident to send it in another form."),
    TOO_LARGE(
            Scan.TOO_LARGE,
            HttpStatus.FORBIDDEN,
            "Too large for the virus scanner",
            "Whoever runs the hub can let the scanner take larger files and have this one scanned."),
    PENDING(
            Scan.PENDING,
            HttpStatus.CONFLICT,
            "Not scanned for viruses yet",
            "The file waits for the virus scanner. Try again in a few minutes.");

    private final Scan scan;
    private final HttpStatus status;
    private final String title;
    private final String advice;

    KeptBack(Scan scan, HttpStatus status, String title, String advice) {
        this.scan = scan;
        this.status = status;
        this.title = title;
        this.advice = advice;
    }

    /** The reason that these bring, or none if each of them may be had. */
    static Optional<KeptBack> because(List<Attachment> attachments) {
        return Arrays.stream(values())
                .filter(reason -> attachments.stream().anyMatch(attachment -> attachment.scan() == reason.scan))
                .findFirst();
    }

    Scan scan() {
        return scan;
    }

    /** The reason, as people are told it. */
    String title() {
        return title;
    }

    ModelAndView page(String person, Reference reference) {
        return new ModelAndView(
                "console/kept-back",
                Map.of("person", person, "reference", reference, "title", title, "advice", advice),
                status);
    }
}
