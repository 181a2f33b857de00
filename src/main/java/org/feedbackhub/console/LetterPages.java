package org.feedbackhub.console;

import java.util.Optional;
import java.util.stream.IntStream;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Details;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.letter.LetterReader;
import org.feedbackhub.notification.SafeguardingWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The pages of a letter as they were scanned, as pictures: nothing of the file itself reaches the browser. */
@Controller
class LetterPages {

    private static final Logger LOG = LoggerFactory.getLogger(LetterPages.class);

    private final ReadableFeedback readable;
    private final LetterReader letters;
    private final SafeguardingWatch safeguarding;

    LetterPages(ReadableFeedback readable, LetterReader letters, SafeguardingWatch safeguarding) {
        this.safeguarding = safeguarding;
        this.readable = readable;
        this.letters = letters;
    }

    @GetMapping("/console/feedback/{reference}/pages/{number}")
    ResponseEntity<byte[]> page(@PathVariable String reference, @PathVariable int number, Authentication person) {
        Optional<Feedback> feedback = readable.find(reference, person)
                .filter(found -> number >= 1 && number <= numbers(found.submission()).length);
        Optional<byte[]> picture = feedback.flatMap(found -> letters.picture(found.originalSha256(), number));
        if (picture.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        Feedback shown = feedback.orElseThrow();
        if (Permissions.has(person, shown.submission().council(), Role.SAFEGUARDING)) {
            safeguarding.opened(shown.reference(), person.getName());
        }
        LOG.info("event=page-shown reference={} page={} by={}", shown.reference(), number, person.getName());
        return ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(picture.get());
    }

    /** Of its pages; none of what is no letter. */
    static int[] numbers(Submission submission) {
        String pages =
                submission.channel() == Channel.LETTER ? submission.details().getOrDefault(Details.PAGES, "0") : "0";
        return IntStream.rangeClosed(1, Integer.parseInt(pages)).toArray();
    }
}
