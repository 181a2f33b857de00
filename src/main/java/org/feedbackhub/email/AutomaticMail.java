package org.feedbackhub.email;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.feedbackhub.council.InvalidConfiguration;
import org.jspecify.annotations.Nullable;

/** Recognises mail that a machine wrote, by the rules of {@code config/email/automatic-mail.yaml}. */
final class AutomaticMail {

    /** Machines say what they are in their first sentences; what stands further down may be quoted. */
    private static final int START = 3_000;

    private final List<Rule> rules;

    private AutomaticMail(List<Rule> rules) {
        this.rules = rules;
    }

    /** @throws InvalidConfiguration if the file cannot be read or a rule in it is wrong */
    static AutomaticMail read(Path file) {
        try {
            RulesFile read = new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), RulesFile.class);
            List<Rule> rules = new ArrayList<>();
            for (RuleEntry entry : read.rules()) {
                rules.add(rule(file, entry));
            }
            return new AutomaticMail(List.copyOf(rules));
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "rules", "expected a list of rules with id, reason and all", e);
        }
    }

    /** By which rule it is automatic, or nothing if a person wrote it. */
    Optional<Recognised> recognise(ParsedMail mail) {
        for (Rule rule : rules) {
            if (rule.holds(mail)) {
                return Optional.of(new Recognised(rule.id() + ": " + rule.reason(), rule.bounce()));
            }
        }
        return Optional.empty();
    }

    /** @param bounce whether it is about the delivery of another mail */
    record Recognised(String reason, boolean bounce) {}

    private static Rule rule(Path file, RuleEntry entry) {
        if (entry.id() == null
                || entry.reason() == null
                || entry.all() == null
                || entry.all().isEmpty()) {
            throw new InvalidConfiguration(file, "rules: " + entry.id(), "expected id, reason and all in each rule");
        }
        List<ConditionEntry> none = entry.none() == null ? List.of() : entry.none();
        return new Rule(
                entry.id(),
                entry.reason(),
                entry.bounce(),
                entry.all().stream()
                        .map(one -> condition(file, entry.id(), one))
                        .toList(),
                none.stream().map(one -> condition(file, entry.id(), one)).toList());
    }

    private static Condition condition(Path file, String rule, ConditionEntry entry) {
        if (entry.header() != null && entry.pattern() != null) {
            String header = entry.header().toLowerCase(Locale.ROOT);
            return new Condition(mail -> mail.header(header), pattern(file, rule, entry.pattern()));
        } else if (entry.subject() != null) {
            return new Condition(mail -> List.of(mail.subject()), pattern(file, rule, entry.subject()));
        } else if (entry.text() != null) {
            return new Condition(mail -> List.of(PartText.cut(mail.text(), START)), pattern(file, rule, entry.text()));
        } else if (entry.part() != null) {
            return new Condition(AutomaticMail::parts, pattern(file, rule, entry.part()));
        }
        throw new InvalidConfiguration(
                file, "rules: " + rule, "expected conditions with header and pattern, subject, text or part");
    }

    private static List<String> parts(ParsedMail mail) {
        List<String> types = new ArrayList<>();
        types.add(mail.mediaType());
        mail.attachments().forEach(file -> types.add(file.declaredType()));
        return types;
    }

    private static Pattern pattern(Path file, String rule, String expression) {
        try {
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw new InvalidConfiguration(file, "rules: " + rule, "expected a regular expression", e);
        }
    }

    private record Rule(String id, String reason, boolean bounce, List<Condition> all, List<Condition> none) {

        boolean holds(ParsedMail mail) {
            for (Condition condition : all) {
                if (!condition.holds(mail)) {
                    return false;
                }
            }
            return none.stream().noneMatch(condition -> condition.holds(mail));
        }
    }

    private record Condition(Function<ParsedMail, List<String>> place, Pattern pattern) {

        boolean holds(ParsedMail mail) {
            for (String value : place.apply(mail)) {
                if (pattern.matcher(value).find()) {
                    return true;
                }
            }
            return false;
        }
    }

    private record RulesFile(List<RuleEntry> rules) {}

    private record RuleEntry(
            @Nullable String id,
            @Nullable String reason,
            boolean bounce,
            @Nullable List<ConditionEntry> all,
            @Nullable List<ConditionEntry> none) {}

    private record ConditionEntry(
            @Nullable String header,
            @Nullable String pattern,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String part) {}
}
