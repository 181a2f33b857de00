package org.feedbackhub.email;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The text of an HTML mail, with its paragraphs, lists, quotes and links. */
final class HtmlText implements NodeVisitor {

    private static final Set<String> LEFT_OUT = Set.of("head", "style", "script", "title", "template");
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre");
    private static final Set<String> LINES = Set.of("div", "li", "tr", "section", "article", "header", "footer", "hr");

    private final StringBuilder text = new StringBuilder();
    private int leftOut;

    private HtmlText() {}

    static String of(String html) {
        HtmlText reader = new HtmlText();
        Jsoup.parse(html).traverse(reader);
        return reader.text
                .toString()
                .replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            if (leftOut == 0) {
                append(words.text());
            }
        } else if (node instanceof Element element) {
            String name = element.normalName();
            if (LEFT_OUT.contains(name)) {
                leftOut++;
            }
            breakBefore(name);
            if (name.equals("li")) {
                text.append("- ");
            } else if (name.equals("td") && element.previousElementSibling() != null) {
                append(" ");
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        String name = element.normalName();
        if (LEFT_OUT.contains(name)) {
            leftOut--;
        } else if (name.equals("br")) {
            text.append('\n');
        } else if (name.equals("a")) {
            appendLink(element);
        }
        breakBefore(name);
    }

    private void append(String words) {
        String normal = words.replace('\u00a0', ' ');
        boolean atStart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(atStart ? normal.stripLeading() : normal);
    }

    private void appendLink(Element link) {
        String target = link.attr("href");
        boolean shown = link.text().strip().equals(target)
                || target.endsWith(link.text().strip());
        if (target.startsWith("http") && !shown && leftOut == 0) {
            text.append(" <").append(target).append('>');
        }
    }

    private void breakBefore(String name) {
        if (PARAGRAPHS.contains(name)) {
            breaks(2);
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
        text.append("\n".repeat(Math.max(0, wanted - present)));
    }
}
