package org.feedbackhub.mailbox;

import java.util.Collection;

/** Writes UIDs as IMAP takes them: {@code 1:4,7} (RFC 3501, sequence-set). */
final class UidSet {

    private UidSet() {}

    /** @param uids at least one, in rising order */
    static String of(Collection<Long> uids) {
        StringBuilder set = new StringBuilder();
        long first = -1;
        long last = -1;
        for (long uid : uids) {
            if (first >= 0 && uid == last + 1) {
                last = uid;
                continue;
            }
            append(set, first, last);
            first = uid;
            last = uid;
        }
        append(set, first, last);
        return set.toString();
    }

    private static void append(StringBuilder set, long first, long last) {
        if (first < 0) {
            return;
        }
        set.append(set.isEmpty() ? "" : ",").append(first);
        if (last > first) {
            set.append(':').append(last);
        }
    }
}
