package org.feedbackhub.email;

/** Joins the lines that a mail program broke only to keep them short (format=flowed, RFC 3676). */
final class FlowedText {

    private static final String SIGNATURE = "-- ";

    private FlowedText() {}

    /** The text as written, or with its soft breaks joined where the part declares format=flowed. */
    static String of(String text, Part part) {
        return "flowed".equalsIgnoreCase(part.parameter("format"))
                ? joined(text, "yes".equalsIgnoreCase(part.parameter("delsp")))
                : text;
    }

    private static String joined(String text, boolean deleteSpace) {
        StringBuilder joined = new StringBuilder(text.length());
        boolean open = false;
        int openDepth = 0;
        for (String line : text.lines().toList()) {
            int depth = quoteDepth(line);
            String content = line.substring(depth);
            content = content.startsWith(" ") ? content.substring(1) : content;
            if (!(open && depth == openDepth && !content.equals(SIGNATURE))) {
                joined.append(joined.isEmpty() ? "" : "\n").append(depth == 0 ? "" : ">".repeat(depth) + " ");
            }
            open = content.endsWith(" ") && !content.equals(SIGNATURE);
            openDepth = depth;
            joined.append(open && deleteSpace ? content.substring(0, content.length() - 1) : content);
        }
        return joined.toString();
    }

    private static int quoteDepth(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        return depth;
    }
}
