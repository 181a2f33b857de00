package org.feedbackhub.review;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A second matter in a message: words of the message itself, in whole passages. */
final class MessageParts {

    private MessageParts() {}

    /** Why this cannot be the second matter of that message, if it cannot. */
    static Optional<String> against(String part, String text) {
        String whole = bare(text);
        List<String> passages = Arrays.stream(part.split("\\R\\s*\\R"))
                .map(MessageParts::bare)
                .filter(passage -> !passage.isEmpty())
                .toList();
        if (passages.isEmpty()) {
            return Optional.of("Enter the words of the second matter");
        }
        if (!passages.stream().allMatch(whole::contains)) {
            return Optional.of("The words of the second matter must be words of the message, passage by passage");
        }
        return bare(part).equals(whole)
                ? Optional.of("The second matter is the whole message: leave something for the first")
                : Optional.empty();
    }

    /** How it is broken into lines does not count: browsers and mail programs do that each in their own way. */
    private static String bare(String text) {
        return text.replaceAll("[\\s\\u00a0]+", " ").strip();
    }
}
