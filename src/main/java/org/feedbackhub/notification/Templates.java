package org.feedbackhub.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.CouncilId;

/**
 * The words of what is sent, from {@code config/templates/<council>/<name>.md}, or {@code common/} where a council has
 * none of its own. One source gives both forms: it is Markdown with Mustache's placeholders, its first line the subject.
 */
final class Templates {

    static final String NEUTRAL = "acknowledgement-neutral";
    static final String REFERRAL = "acknowledgement-referral";

    private static final List<String> NAMES = List.of(
            "acknowledgement-compliment",
            "acknowledgement-comment",
            "acknowledgement-complaint",
            REFERRAL,
            NEUTRAL,
            Notification.OMBUDSMAN_ADVICE,
            Notice.TOO_LARGE,
            Notice.MAILBOX_DOWN,
            Notice.MAILBOX_BACK,
            Notice.BOUNCES_HIGH,
            Notice.BOUNCES_NORMAL);
    private static final String COMMON = "common";
    private static final String SUBJECT = "Subject:";
    private static final Pattern MARKDOWN = Pattern.compile("([\\\\`*_{}\\[\\]()#+.!|<>~&-])");

    private final Map<String, Words> words = new HashMap<>();
    private final Template layout;
    private final Parser markdown = Parser.builder().build();
    private final HtmlRenderer html = HtmlRenderer.builder().escapeHtml(true).build();

    /** @throws InvalidConfiguration if a template is missing or cannot be read */
    Templates(Path folder, Councils councils) {
        layout = compile(folder.resolve(COMMON).resolve("layout.html"), text -> text, Mustache.compiler());
        for (var council : councils.all()) {
            for (String name : NAMES) {
                words.put(key(council.id(), name), read(folder, council.id(), name));
            }
        }
    }

    /**
     * The mail in both forms.
     *
     * @throws MustacheException if a value that the template asks for is missing
     */
    Rendered render(CouncilId council, String name, Map<String, Object> values) {
        Words chosen = words.get(key(council, name));
        if (chosen == null) {
            throw new IllegalArgumentException("no template " + name + " for " + council);
        }
        String subject = chosen.subject().execute(values).strip();
        Node document = markdown.parse(chosen.marked().execute(values));
        Map<String, Object> page = Map.of("subject", subject, "language", "en", "content", html.render(document));
        return new Rendered(subject, plain(chosen.plain().execute(values)), layout.execute(page));
    }

    /** A mail's subject and its two forms. */
    record Rendered(String subject, String text, String html) {}

    private record Words(Template subject, Template plain, Template marked) {}

    private Words read(Path folder, CouncilId council, String name) {
        Path own = folder.resolve(council.value()).resolve(name + ".md");
        Path file = Files.exists(own) ? own : folder.resolve(COMMON).resolve(name + ".md");
        Mustache.TemplateLoader parts = part -> {
            Path ownPart = folder.resolve(council.value()).resolve(part + ".md");
            return Files.newBufferedReader(
                    Files.exists(ownPart) ? ownPart : folder.resolve(COMMON).resolve(part + ".md"));
        };
        Mustache.Compiler plain = Mustache.compiler().escapeHTML(false).withLoader(parts);
        // in Markdown, a value's own signs must not become markup, and its lines must stay lines
        Mustache.Compiler marked = plain.withEscaper(
                value -> MARKDOWN.matcher(value).replaceAll("\\\\$1").strip().replace("\n", "  \n"));
        return new Words(
                compile(file, Templates::subjectOf, plain),
                compile(file, Templates::bodyOf, plain),
                compile(file, Templates::bodyOf, marked));
    }

    private static Template compile(Path file, UnaryOperator<String> part, Mustache.Compiler compiler) {
        try {
            String text = Files.readString(file);
            if (file.toString().endsWith(".md") && !text.startsWith(SUBJECT)) {
                throw new InvalidConfiguration(file, "line 1", "expected 'Subject: …'");
            }
            return compiler.compile(new StringReader(part.apply(text)));
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "", "expected a readable template", e);
        } catch (MustacheException e) {
            throw new InvalidConfiguration(file, "", "expected a valid template: " + e.getMessage(), e);
        }
    }

    private static String subjectOf(String text) {
        return text.lines().findFirst().orElse("").substring(SUBJECT.length()).strip();
    }

    private static String bodyOf(String text) {
        return text.substring(text.indexOf('\n') + 1).strip();
    }

    /** The plain form keeps the structure and drops the marks. */
    private static String plain(String text) {
        return text.replaceAll("(?m)^#+ ", "")
                        .replaceAll("(?m)\\\\$", "")
                        .replace("**", "")
                        .replaceAll("\\n{3,}", "\n\n")
                        .strip()
                + "\n";
    }

    private static String key(CouncilId council, String name) {
        return council + "/" + name;
    }
}
