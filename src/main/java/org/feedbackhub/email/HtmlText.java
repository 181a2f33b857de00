package org.feedbackhub.email;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** The text of an HTML mail, with its paragraphs, lists, quotes, table rows and links. */
final class HtmlText implements NodeVisitor {

    private static final int DEEPEST = 256;
    private static final Set<String> LEFT_OUT =
            Set.of("head", "style", "script", "title", "template", "noscript", "object", "select");
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre");
    private static final Set<String> LINES = Set.of(
            "div",
            "li",
            "tr",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "hr",
            "dt",
            "dd",
            "center",
            "address",
            "caption",
            "form",
            "fieldset",
            "figure");
    private static final Pattern SPACE_AT_END = Pattern.compile("[ \\t]+\\n");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
    private static final Pattern HIDDEN = Pattern.compile("display\\s*:\\s*none", Pattern.CASE_INSENSITIVE);

    private final Allowance allowance;
    private final StringBuilder text = new StringBuilder();
    private final Deque<OpenList> lists = new ArrayDeque<>();
    private final Deque<Integer> linkStarts = new ArrayDeque<>();
    private int leftOut;
    private int preformatted;
    private int quotes;
    private int quoteStart;

    private HtmlText(Allowance allowance) {
        this.allowance = allowance;
    }

    /** @throws Allowance.Exceeded if it takes too long */
    static String of(String html, Allowance allowance) {
        HtmlText reader = new HtmlText(allowance);
        Parser.htmlParser()
                .setMaxDepth(DEEPEST)
                .parseInput(allowance.timed(html), "")
                .traverse(reader);
        String lines = SPACE_AT_END.matcher(reader.text).replaceAll("\n");
        return EMPTY_LINES.matcher(lines).replaceAll("\n\n").strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            append(words);
        } else if (node instanceof Element element) {
            allowance.checkTime();
            leftOut += isLeftOut(element) ? 1 : 0;
            if (leftOut == 0) {
                open(element, element.normalName());
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        if (leftOut == 0) {
            close(element, element.normalName());
        }
        leftOut -= isLeftOut(element) ? 1 : 0;
    }

    private static boolean isLeftOut(Element element) {
        return LEFT_OUT.contains(element.normalName())
                || element.hasAttr("hidden")
                || element.hasAttr("style")
                        && HIDDEN.matcher(element.attr("style")).find();
    }

    private void open(Element element, String name) {
        breakAround(name);
        switch (name) {
            case "ul" -> lists.push(new OpenList(0));
            case "ol" -> lists.push(new OpenList(start(element)));
            case "li" -> text.append(lists.isEmpty() ? "- " : lists.element().mark());
            case "td", "th" -> separate();
            case "pre", "textarea" -> preformatted++;
            case "a" -> linkStarts.push(text.length());
            case "blockquote" -> {
                if (isQuote(element) && quotes++ == 0) {
                    quoteStart = text.length();
                }
            }
            default -> {
                // nothing before it
            }
        }
    }

    private void close(Element element, String name) {
        switch (name) {
            case "ul", "ol" -> lists.poll();
            case "br" -> text.append('\n');
            case "pre", "textarea" -> preformatted--;
            case "a" -> link(element.attr("href").strip(), linkStarts.pop());
            case "blockquote" -> {
                if (isQuote(element) && --quotes == 0) {
                    markQuoted();
                }
            }
            default -> {
                // nothing after it
            }
        }
        breakAround(name);
    }

    private void append(TextNode words) {
        if (leftOut > 0) {
            return;
        }
        if (preformatted > 0) {
            text.append(words.getWholeText().replace('\u00a0', ' '));
            return;
        }
        String normal = words.text().replace('\u00a0', ' ');
        boolean atStart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(atStart ? normal.stripLeading() : normal);
    }

    private void separate() {
        if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            text.append(' ');
        }
    }

    /** The address goes behind the words, unless they are the address. */
    private void link(String target, int from) {
        String shown = from < text.length() ? text.substring(from).strip() : "";
        if (target.toLowerCase(Locale.ROOT).startsWith("http") && !target.endsWith(shown) && !shown.isEmpty()) {
            text.append(" <").append(target).append('>');
        }
    }

    /** Quoted mail, as programs mark it; others use the element to indent. */
    private static boolean isQuote(Element element) {
        return element.attr("type").equalsIgnoreCase("cite") || element.hasClass("gmail_quote");
    }

    private void markQuoted() {
        String quoted = text.substring(Math.min(quoteStart, text.length())).strip();
        text.setLength(Math.min(quoteStart, text.length()));
        quoted.lines().forEach(line -> text.append("> ").append(line).append('\n'));
    }

    private void breakAround(String name) {
        if (PARAGRAPHS.contains(name)) {
            breaks(lists.isEmpty() ? 2 : 1);
        } else if (LINES.contains(name)) {
            breaks(1);
        }
    }

    private void breaks(int wanted) {
        if (text.isEmpty()) {
            return;
        }
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        int present = 0;
        while (present < wanted && present < end && text.charAt(end - 1 - present) == '\n') {
            present++;
        }
        text.append("\n".repeat(wanted - present));
    }

    private static int start(Element list) {
        String start = list.attr("start");
        return start.matches("\\d{1,6}") ? Integer.parseInt(start) : 1;
    }

    /** A list that is open; a numbered one knows its next number, the other's is zero. */
    private static final class OpenList {
        private int next;

        OpenList(int next) {
            this.next = next;
        }

        String mark() {
            return next == 0 ? "- " : next++ + ". ";
        }
    }
}
