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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.CouncilId;
import org.jspecify.annotations.Nullable;

/**
 * The words of what is sent, from {@code config/templates/<council>/<name>.md}, or {@code common/} where a council has
 * none of its own. One source gives both forms: it is Markdown with Mustache's placeholders, its first line the subject. A
 * file {@code <name>.<language>.md} beside it, by its ISO 639 code, is the same in another language.
 */
final class Templates {

    static final String NEUTRAL = "acknowledgement-neutral";
    static final String REFERRAL = "acknowledgement-referral";

    static final String OMBUDSMAN_AFTER_ANSWER = "ombudsman-after-answer";

    /** The language of every template, and of whoever writes in one that there is no template in. */
    static final String ENGLISH = "en";

    /** All that there is in each council's words. */
    static final List<String> NAMES = List.of(
            "acknowledgement-compliment",
            "acknowledgement-comment",
            "acknowledgement-complaint",
            REFERRAL,
            NEUTRAL,
            OMBUDSMAN_AFTER_ANSWER,
            NotificationType.OMBUDSMAN_ADVICE.id(),
            NotificationType.EXTENSION.id(),
            NotificationType.STAGE_CONFIRMED.id(),
            NotificationType.STAGE_OUT_OF_TIME.id(),
            NotificationType.SURVEY.id(),
            NotificationType.SURVEY_REMINDER.id(),
            NotificationType.HAND_OVER.id(),
            NotificationType.SAFEGUARDING_ALERT.id(),
            NotificationType.SAFEGUARDING_ESCALATION.id(),
            Notice.TOO_LARGE,
            Notice.MAILBOX_DOWN,
            Notice.MAILBOX_BACK,
            Notice.TEAM_DIGEST,
            Notice.QUALITY_DIGEST,
            Notice.BOUNCES_HIGH,
            Notice.BOUNCES_NORMAL);

    private static final Pattern LINK = Pattern.compile("\\[([^\\]\\n]+)]\\(([^)\\s]+)\\)");
    private static final Pattern LANGUAGE_FILE = Pattern.compile("(.+)\\.([a-z]{2,3}(?:-[A-Za-z]+)?)\\.md");
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
                words.put(key(council.id(), name, ENGLISH), read(folder, council.id(), name));
                for (String language : languages(folder, council.id(), name)) {
                    words.put(key(council.id(), name, language), read(folder, council.id(), name + "." + language));
                }
            }
        }
    }

    /**
     * The mail in both forms.
     *
     * @param language of the reader, as an ISO 639 code, or null if it is not known; English where there is no file in it
     * @throws MustacheException if a value that the template asks for is missing
     */
    Rendered render(CouncilId council, String name, @Nullable String language, Map<String, Object> values) {
        String spoken = language != null && words.containsKey(key(council, name, language)) ? language : ENGLISH;
        Words chosen = words.get(key(council, name, spoken));
        if (chosen == null) {
            throw new IllegalArgumentException("no template " + name + " for " + council);
        }
        String subject = chosen.subject().execute(values).strip();
        Node document = markdown.parse(chosen.marked().execute(values));
        String content = html.render(document);
        Map<String, Object> page = Map.of("subject", subject, "language", spoken, "content", content);
        return new Rendered(subject, plain(chosen.plain().execute(values)), layout.execute(page), spoken, content);
    }

    /**
     * What is told, under its subject.
     *
     * @param text without any form
     * @param html as a mail's page
     * @param language in which it is, as an ISO 639 code
     * @param content of that page alone, with each of its tags closed
     */
    record Rendered(String subject, String text, String html, String language, String content) {}

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
        return LINK.matcher(text)
                        .replaceAll("$1: $2")
                        .replaceAll("(?m)^#+ ", "")
                        .replaceAll("(?m)\\\\$", "")
                        .replace("**", "")
                        .replaceAll("\\n{3,}", "\n\n")
                        .strip()
                + "\n";
    }

    private static String key(CouncilId council, String name, String language) {
        return council + "/" + name + "." + language;
    }

    private static Set<String> languages(Path folder, CouncilId council, String name) {
        Set<String> languages = new TreeSet<>();
        for (String place : List.of(COMMON, council.value())) {
            Path files = folder.resolve(place);
            if (Files.isDirectory(files)) {
                try (Stream<Path> all = Files.list(files)) {
                    all.map(file -> LANGUAGE_FILE.matcher(file.getFileName().toString()))
                            .filter(file -> file.matches() && file.group(1).equals(name))
                            .forEach(file -> languages.add(file.group(2)));
                } catch (IOException e) {
                    throw new InvalidConfiguration(files, "", "expected a readable folder", e);
                }
            }
        }
        return languages;
    }

    /** In which languages the council has this template; English among them. */
    Set<String> languages(CouncilId council, String name) {
        Set<String> languages = new TreeSet<>();
        String start = council + "/" + name + ".";
        words.keySet().stream()
                .filter(key -> key.startsWith(start))
                .forEach(key -> languages.add(key.substring(start.length())));
        return languages;
    }
}
